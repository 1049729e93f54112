package dev.probity.launch.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Output;
import dev.probity.launch.OutputLine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A disk of 64 KB, in memory. Mounting it takes root.
class FullDiskIT {

    private static final Incarnation WEB =
            new Incarnation(new ReplicaId("web", 1), "web", "web_0e7fe12d-7");

    @TempDir private Path disk;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
        assumeThat(mounted).as("mounting a small disk takes root").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void countsWhatAFullDiskDoesNotTakeAndMarksTheGap() throws IOException {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[40_000]);
        List<LogEntry> kept = new ArrayList<>();
        try (var logs = new Logs(disk, new LogLimits(100_000, 2), InstantSource.system())) {
            for (int number = 0; number < 2_000; number++) {
                say(logs, number);
            }
            LogTrouble trouble = logs.troubles().getFirst();
            assertThat(trouble.lost()).isPositive();
            assertThat(trouble.reason()).contains("No space left on device");

            Files.delete(ballast);
            say(logs, 2_000);
            assertThat(logs.troubles())
                    .containsExactly(
                            new LogTrouble(WEB.replica(), trouble.lost(), Optional.empty()));

            try (LogReader reader = logs.read(LogQuery.everything())) {
                for (Optional<LogEntry> entry = reader.next();
                        entry.isPresent();
                        entry = reader.next()) {
                    kept.add(entry.get());
                }
            }
            int whole = 2_000 - (int) trouble.lost();
            assertThat(kept).hasSize(whole + 2);
            assertThat(kept.get(whole))
                    .isInstanceOfSatisfying(
                            LogEntry.Gap.class,
                            gap ->
                                    assertThat(gap.text())
                                            .isEqualTo(
                                                    trouble.lost()
                                                            + " lines lost:"
                                                            + " No space left on device"));
            assertThat(kept.getLast())
                    .isInstanceOfSatisfying(
                            LogEntry.Line.class,
                            line -> assertThat(line.text()).isEqualTo("line 2000"));
        }
    }

    private static void say(Logs logs, int number) {
        logs.write(WEB, Output.STDOUT, List.of(new OutputLine("line " + number, false)));
    }
}
