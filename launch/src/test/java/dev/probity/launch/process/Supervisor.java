package dev.probity.launch.process;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.LaunchPlan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A program of its own that launches two replicas and waits to be killed.
final class Supervisor {

    private Supervisor() {}

    /// @param arguments the directory to work in, and `marks` to go without control groups
    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        Ability ability = Ability.probe();
        if (List.of(arguments).contains("marks")) {
            ability = ability.withoutControlGroup();
        }
        var launcher = new ProcessLauncher(ability, directory.resolve("incarnations"));
        launch(launcher, directory, 1, SCRIPT);
        launch(launcher, directory, 2, SCRIPT);
        new CountDownLatch(1).await();
    }

    /// Children, a daemon that has left its session, and one that ignores all that can be ignored.
    static final String SCRIPT =
            """
            sleep 300 & echo $! >> pids
            (setsid sh -c '(setsid sleep 301 & echo $! >> pids); echo $$ >> pids; sleep 302' &)
            (trap '' TERM HUP INT; echo $$ >> pids; sleep 303) &
            echo $$ >> pids
            wait
            """;

    static final int PIDS_OF_A_SCRIPT = 5;

    private static void launch(
            ProcessLauncher launcher, Path directory, int ordinal, String script) {
        List<String> command = List.of("sh", "-c", script);
        launcher.launch(
                new Incarnation(
                        new ReplicaId("web", ordinal), "web", "web_%08x-1".formatted(ordinal)),
                Stage.container(command),
                new LaunchPlan(
                        command,
                        Map.of("PATH", System.getenv("PATH")),
                        directory,
                        Optional.empty(),
                        (_, _, _) -> {}),
                _ -> {});
    }
}
