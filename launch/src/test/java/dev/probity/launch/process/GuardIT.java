package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

class GuardIT {

    @BeforeEach
    void onlyWhereAGuardCanBe() {
        assumeThat(Ability.probe().reach()).isNotEqualTo(Reach.DESCENT);
    }

    private static Guard posted() {
        var guard = new Guard(Supervision.begin(Ability.probe().withoutControlGroup()));
        guard.post();
        return guard;
    }

    private static Process watched(Guard guard) throws IOException {
        Process process = new ProcessBuilder("setsid", "sleep", "300").start();
        guard.watch(process.pid());
        return process;
    }

    @Test
    void killsWhatItWatchesWhenItsPipeEnds() throws Exception {
        Guard guard = posted();
        Process first = watched(guard);
        Process forgotten = watched(guard);
        Process last = watched(guard);
        guard.forget(forgotten.pid());

        guard.process().orElseThrow().getOutputStream().close();

        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(last.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(forgotten.isAlive()).isTrue();
        forgotten.destroyForcibly();
    }

    @Test
    void killsNobodyWhenItIsTakenAway() throws Exception {
        Guard guard = posted();
        Process watched = watched(guard);
        ProcessHandle shell = guard.process().orElseThrow().toHandle();

        guard.close();

        await().atMost(Stage.SOON).until(() -> !shell.isAlive());
        assertThat(watched.isAlive()).isTrue();
        watched.destroyForcibly();
    }

    @Test
    void isReplacedWhenSomebodyKillsIt() throws Exception {
        Guard guard = posted();
        Process before = watched(guard);
        ProcessHandle shell = guard.process().orElseThrow().toHandle();
        shell.destroyForcibly();
        await().atMost(Stage.SOON).until(() -> !shell.isAlive());

        Process after = watched(guard);
        guard.process().orElseThrow().getOutputStream().close();

        assertThat(before.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(after.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ignoresWhatATerminalSends() throws Exception {
        Guard guard = posted();
        Process shell = guard.process().orElseThrow();
        Process watched = watched(guard);
        await().atMost(Stage.SOON).until(() -> ignoresSignals(shell.pid()));

        new ProcessBuilder("kill", "-INT", Long.toString(shell.pid())).start().waitFor();
        shell.destroy();
        guard.forget(watched.pid());
        shell.getOutputStream().close();

        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();
        watched.destroyForcibly();
    }

    /// HUP, INT and TERM, bits 0, 1 and 14: a shell that has only just been started does not yet.
    private static boolean ignoresSignals(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .anyMatch(line -> line.matches("SigIgn:.*[4-7c-f]..[37bf]"));
    }
}
