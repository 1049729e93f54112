package dev.probity.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Real processes, on each level of what a machine can do.
class ProcessLauncherIT {

    @TempDir private Path directory;

    static Stream<Ability> abilities() {
        Ability here = Ability.probe();
        return Stream.of(here, here.withoutControlGroup())
                .filter(ability -> ability.reach() != Reach.DESCENT)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void startsAProgramAndTellsItsExitCode(Ability ability) throws InterruptedException {
        try (var stage = new Stage(ability, directory)) {
            Incarnation incarnation = stage.launch("sh", "-c", "exit 7");

            assertThat(stage.next(Event.Started.class).incarnation()).isEqualTo(incarnation);
            assertThat(stage.exitCode()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void tellsASignalAs128AndItsNumber(Ability ability) throws InterruptedException {
        try (var stage = new Stage(ability, directory)) {
            stage.launch("sh", "-c", "kill -9 $$");

            assertThat(stage.exitCode()).isEqualTo(137);
        }
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void asksTheWholeTreeToEnd(Ability ability) throws InterruptedException {
        try (var stage = new Stage(ability, directory)) {
            Incarnation incarnation =
                    stage.running(
                            """
                            sleep 300 & echo $! >> pids
                            sh -c 'sleep 301 & echo $! >> pids; wait' &
                            setsid sh -c 'echo $$ >> pids; exec sleep 302' &\
                            """);
            List<Long> pids = stage.pids("pids", 3);

            stage.term(incarnation);

            assertThat(stage.exitCode()).isEqualTo(143);
            await().atMost(Stage.SOON).until(() -> Pids.noneAlive(pids));
        }
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void killsWhatIgnoresTheAsking(Ability ability) throws InterruptedException {
        try (var stage = new Stage(ability, directory)) {
            Incarnation incarnation =
                    stage.running(
                            """
                            trap 'echo asked' TERM
                            echo $$ >> pids
                            (trap '' TERM; exec sleep 300) & echo $! >> pids
                            ready() { echo ready; while :; do wait; done; }; ready\
                            """);
            List<Long> pids = stage.pids("pids", 2);

            stage.term(incarnation);
            await().atMost(Stage.SOON).until(() -> stage.stdout().contains("asked"));
            assertThat(ProcessTable.alive(pids.getFirst())).isTrue();
            stage.kill(incarnation);

            assertThat(stage.exitCode()).isEqualTo(137);
            await().atMost(Stage.SOON).until(() -> Pids.noneAlive(pids));
        }
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void killsAStoppedProcess(Ability ability) throws InterruptedException {
        try (var stage = new Stage(ability, directory)) {
            Incarnation incarnation = stage.launch("sh", "-c", "kill -STOP $$");
            stage.next(Event.Started.class);
            await().atMost(Stage.SOON).until(() -> isStopped(stage, incarnation));

            stage.kill(incarnation);

            assertThat(stage.exitCode()).isEqualTo(137);
        }
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void killsTheDaemonsThatAnIncarnationLeaves(Ability ability) throws InterruptedException {
        try (var stage = new Stage(ability, directory)) {
            stage.launch(
                    "sh",
                    "-c",
                    "(setsid sh -c 'echo $$ >> pids; exec sleep 300' &); "
                            + "while ! [ -s pids ]; do :; done; exit 0");
            List<Long> pids = stage.pids("pids", 1);

            assertThat(stage.exitCode()).isEqualTo(0);
            await().atMost(Stage.SOON).until(() -> Pids.noneAlive(pids));
        }
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void waitsForAServerBehindAShellThatDiesOfTheAsking(Ability ability)
            throws InterruptedException {
        try (var stage = new Stage(ability, directory)) {
            Incarnation incarnation =
                    stage.running(
                            "sh -c 'trap \"sleep 0.5; echo finished; exit\" TERM; "
                                    + "echo up; while :; do sleep 0.1; done' &");
            await().atMost(Stage.SOON).until(() -> stage.stdout().contains("up"));

            stage.term(incarnation);

            assertThat(stage.exitCode()).isEqualTo(143);
            await().atMost(Stage.SOON).until(() -> stage.stdout().contains("finished"));
        }
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void sendsASignalThatCameTooEarlyWhenTheProcessIsThere(Ability ability)
            throws InterruptedException {
        try (var stage = new Stage(ability, directory)) {
            Incarnation incarnation = stage.launch("sleep", "300");
            stage.kill(incarnation);

            stage.next(Event.Started.class);
            assertThat(stage.exitCode()).isEqualTo(137);
        }
    }

    @ParameterizedTest
    @MethodSource("abilities")
    void leavesNothingWhenItCloses(Ability ability) throws InterruptedException {
        List<Long> pids;
        try (var stage = new Stage(ability, directory)) {
            stage.running("echo $$ >> pids; trap '' TERM; setsid sleep 300 & echo $! >> pids");
            pids = stage.pids("pids", 2);
        }
        assertThat(pids).noneMatch(ProcessTable::alive);
        assertThat(directory.resolve("incarnations")).isEmptyDirectory();
    }

    private static boolean isStopped(Stage stage, Incarnation incarnation) {
        return stage.launcher.processes(incarnation).stream()
                .flatMap(pid -> ProcessTable.entry(pid).stream())
                .anyMatch(entry -> entry.state() == 'T');
    }
}
