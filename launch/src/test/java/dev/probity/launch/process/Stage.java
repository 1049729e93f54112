package dev.probity.launch.process;

import static org.awaitility.Awaitility.await;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Output;
import dev.probity.launch.OutputLine;
import dev.probity.spec.Container;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A launcher with everything that a test needs around it: events and output that are kept.
final class Stage implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(10);

    final ProcessLauncher launcher;
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Path directory;
    private final List<OutputLine> stdout = new CopyOnWriteArrayList<>();
    private final List<OutputLine> stderr = new CopyOnWriteArrayList<>();
    private int launches;

    Stage(Ability ability, Path directory) {
        this.directory = directory;
        launcher = new ProcessLauncher(ability, directory.resolve("incarnations"));
    }

    Path directory() {
        return directory;
    }

    Incarnation launch(String... command) {
        return launch(plan(command));
    }

    Incarnation launch(LaunchPlan plan) {
        launches++;
        var incarnation =
                new Incarnation(new ReplicaId("web", 1), "web", "web_%08x-0".formatted(launches));
        launcher.launch(incarnation, container(plan.command()), plan, events::add);
        return incarnation;
    }

    /// Launches a shell script and waits until it runs and has said "ready".
    Incarnation running(String script) {
        Incarnation incarnation = launch("sh", "-c", script + "\necho ready; wait");
        await().atMost(SOON).until(() -> stdout().contains("ready"));
        return incarnation;
    }

    LaunchPlan plan(String... command) {
        return new LaunchPlan(
                List.of(command),
                environment(),
                directory,
                Optional.empty(),
                (_, stream, lines) -> (stream == Output.STDOUT ? stdout : stderr).addAll(lines));
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        return environment;
    }

    static Container container(List<String> command) {
        return new Container(
                "web",
                Container.Kind.MAIN,
                new Workload.Command(command),
                List.of(),
                Path.of("/"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    String stdout() {
        return text(stdout);
    }

    String stderr() {
        return text(stderr);
    }

    private static String text(List<OutputLine> lines) {
        return lines.stream().map(OutputLine::text).collect(Collectors.joining("\n"));
    }

    <E extends Event> E next(Class<E> type) throws InterruptedException {
        Event event = events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        return type.cast(event);
    }

    /// The exit code of what was launched last.
    int exitCode() throws InterruptedException {
        Event event = events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        if (event instanceof Event.Started) {
            return exitCode();
        }
        return ((Event.Exited) event).exit().code();
    }

    void term(Incarnation incarnation) {
        launcher.terminate(incarnation, Effect.Signal.TERM);
    }

    void kill(Incarnation incarnation) {
        launcher.terminate(incarnation, Effect.Signal.KILL);
    }

    ExecResult exec(Incarnation incarnation, Duration limit, String... command)
            throws InterruptedException {
        BlockingQueue<ExecResult> answers = new ArrayBlockingQueue<>(2);
        launcher.exec(incarnation, new ExecRequest(List.of(command), limit, 10_240), answers::add);
        ExecResult answer = answers.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer from " + List.of(command));
        }
        return answer;
    }

    /// The pids that a script has written to a file, one a line.
    List<Long> pids(String file, int count) {
        Path path = directory.resolve(file);
        return await().atMost(SOON).until(() -> Pids.read(path), pids -> pids.size() >= count);
    }

    @Override
    public void close() {
        launcher.close();
    }
}
