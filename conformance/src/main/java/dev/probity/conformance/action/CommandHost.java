package dev.probity.conformance.action;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Execution;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Launcher;
import dev.probity.launch.process.Ability;
import dev.probity.launch.process.ProcessLauncher;
import dev.probity.probes.ExecRunner;
import dev.probity.spec.Container;
import dev.probity.spec.Workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A process that does nothing, for commands to be run inside of.
final class CommandHost implements ExecRunner, AutoCloseable {

    static final Incarnation INCARNATION =
            new Incarnation(new ReplicaId("case", 1), "case", "case_00000000-1");

    /// Longer than any case takes.
    private static final List<String> IDLE = List.of("sleep", "3600");

    private static final int START_SECONDS = 20;

    private final Path directory;
    private final Launcher launcher;

    private CommandHost(Path directory) {
        this.directory = directory;
        launcher = new ProcessLauncher(Ability.probe(), directory);
    }

    static CommandHost start(Map<String, String> environment) throws IOException {
        CommandHost host = new CommandHost(Files.createTempDirectory("probity-conformance"));
        try {
            host.launch(environment);
        } catch (IOException e) {
            host.close();
            throw e;
        }
        return host;
    }

    private void launch(Map<String, String> environment) throws IOException {
        Map<String, String> whole = new HashMap<>(System.getenv());
        whole.putAll(environment);
        LaunchPlan plan =
                new LaunchPlan(
                        IDLE,
                        whole,
                        directory,
                        Optional.empty(),
                        (incarnation, stream, lines) -> {});
        CompletableFuture<Event> first = new CompletableFuture<>();
        launcher.launch(INCARNATION, container(directory), plan, first::complete);
        try {
            if (!(first.get(START_SECONDS, TimeUnit.SECONDS) instanceof Event.Started)) {
                throw new IOException("no process for the case's command: " + first.join());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no process for the case's command", e);
        }
    }

    private static Container container(Path directory) {
        return new Container(
                "case",
                Container.Kind.MAIN,
                new Workload.Command(IDLE),
                List.of(),
                directory,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Running run(
            Incarnation incarnation,
            List<String> command,
            Duration limit,
            int outputLimit,
            Consumer<Ended> ended) {
        Execution execution =
                launcher.exec(
                        incarnation,
                        new ExecRequest(command, limit, outputLimit),
                        result -> ended.accept(ended(result)));
        return execution::abandon;
    }

    private static Ended ended(ExecResult result) {
        return switch (result) {
            case ExecResult.Exited(int code, String stdout, String stderr) ->
                    new Ended.Exited(code, stdout, stderr);
            case ExecResult.TimedOut _ -> new Ended.TimedOut();
            case ExecResult.CouldNotStart(String reason) -> new Ended.NotStarted(reason);
        };
    }

    /// Processes besides the one that does nothing.
    int processesOfCommands() {
        return launcher.processes(INCARNATION).size() - 1;
    }

    @Override
    public void close() {
        try {
            launcher.close();
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // What is left lies in the system's folder for temporary files.
        }
    }
}
