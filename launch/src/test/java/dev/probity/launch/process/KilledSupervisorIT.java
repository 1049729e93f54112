package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A kill -9 of the program that supervises.
class KilledSupervisorIT {

    private static final int ALL = 2 * Supervisor.PIDS_OF_A_SCRIPT;

    @TempDir private Path directory;

    private Process supervisor(String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Supervisor.class.getName());
        command.add(directory.toString());
        command.addAll(List.of(more));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private List<Long> pids() {
        Path file = directory.resolve("pids");
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> Pids.read(file), pids -> pids.size() == ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "marks"})
    void leavesNoProcessBehindWithinTwoSeconds(String means) throws Exception {
        assumeThat(Ability.probe().reach()).isNotEqualTo(Reach.DESCENT);
        Process supervisor = supervisor(means);
        List<Long> pids = pids();
        Set<ProcessHandle> guards = new HashSet<>(supervisor.descendants().toList());
        assertThat(pids).allMatch(ProcessTable::alive);

        supervisor.destroyForcibly();

        await().atMost(Duration.ofSeconds(2)).until(() -> Pids.noneAlive(pids));
        // The guard goes too, when it has looked around for a while.
        await().atMost(Stage.SOON)
                .until(() -> guards.stream().noneMatch(one -> ProcessTable.alive(one.pid())));
        assertThat(supervisor.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesItsReplicasToTheNextStartWhenTheGuardIsKilledToo() throws Exception {
        assumeThat(Ability.probe().reach()).isNotEqualTo(Reach.DESCENT);
        Process supervisor = supervisor("group");
        List<Long> pids = pids();
        Path footprints = directory.resolve("incarnations");
        await().atMost(Stage.SOON)
                .until(() -> {
                    try (var files = Files.list(footprints)) {
                        return files.count() == 2;
                    }
                });
        Process bystander = new ProcessBuilder("sleep", "300").start();
        supervisor
                .children()
                .filter(KilledSupervisorIT::isGuard)
                .forEach(ProcessHandle::destroyForcibly);
        supervisor.destroyForcibly().waitFor();
        assertThat(pids).as("the guard was killed first").anyMatch(ProcessTable::alive);

        List<Sweep.Left> left = Sweep.of(footprints);

        assertThat(left)
                .extracting(Sweep.Left::incarnation)
                .containsExactlyInAnyOrder("web_00000001-1", "web_00000002-1");
        assertThat(pids).noneMatch(ProcessTable::alive);
        assertThat(footprints).isEmptyDirectory();
        assertThat(bystander.isAlive()).isTrue();
        bystander.destroyForcibly();
        assertThat(Sweep.of(footprints)).isEmpty();
    }

    private static boolean isGuard(ProcessHandle child) {
        return List.of(child.info().arguments().orElse(new String[0])).contains("probity-guard");
    }
}
