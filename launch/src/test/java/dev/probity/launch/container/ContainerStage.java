package dev.probity.launch.container;

import static org.awaitility.Awaitility.await;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.ImagePlan;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Output;
import dev.probity.launch.OutputLine;
import dev.probity.spec.Container;
import dev.probity.spec.Workload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A launcher of containers with everything that a test needs around it.
final class ContainerStage implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30); // the machine may be busy

    final ContainerLauncher launcher;
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    final List<String> progress = new CopyOnWriteArrayList<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();

    private final String image;
    private final List<OutputLine> stdout = new CopyOnWriteArrayList<>();
    private final List<OutputLine> stderr = new CopyOnWriteArrayList<>();
    private int launches;

    ContainerStage(Map<String, String> environment, String image, Path state) {
        this.image = image;
        launcher =
                new ContainerLauncher(
                        environment,
                        EngineGreeting.none(),
                        owner(state),
                        state.resolve("containers"),
                        new ContainerNews() {
                            @Override
                            public void progress(String text) {
                                progress.add(text);
                            }

                            @Override
                            public void trouble(String text) {
                                troubles.add(text);
                            }
                        });
    }

    static Owner owner(Path state) {
        return new Owner("shop", state.toString());
    }

    Workload.Image image(String... command) {
        return new Workload.Image(image, List.of(command), List.of());
    }

    Incarnation launch(Workload.Image wanted) {
        return launch(plan(wanted, Map.of()));
    }

    Incarnation launch(LaunchPlan plan) {
        launches++;
        var incarnation =
                new Incarnation(new ReplicaId("web", 1), "web", "web_%08x-0".formatted(launches));
        launcher.launch(incarnation, container(plan), plan, events::add);
        return incarnation;
    }

    /// Launches a shell script and waits until it runs and has said "ready".
    Incarnation running(String script) throws InterruptedException {
        Incarnation incarnation =
                launch(image("sh", "-c", script + "\necho ready; sleep 1000 & wait"));
        next(Event.Started.class);
        await().atMost(SOON).until(() -> stdout().contains("ready"));
        return incarnation;
    }

    LaunchPlan plan(Workload.Image wanted, Map<Integer, Integer> published) {
        return new LaunchPlan(
                wanted.command(),
                Map.of("GREETING", "hello"),
                Path.of("/"),
                Optional.empty(),
                (_, stream, lines) -> (stream == Output.STDOUT ? stdout : stderr).addAll(lines),
                Optional.of(new ImagePlan(wanted, published)));
    }

    private static Container container(LaunchPlan plan) {
        return new Container(
                "web",
                Container.Kind.MAIN,
                plan.image().orElseThrow().image(),
                List.of(),
                Path.of("/"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    List<String> stdout() {
        return texts(stdout);
    }

    List<String> stderr() {
        return texts(stderr);
    }

    private static List<String> texts(List<OutputLine> lines) {
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> texts.add(line.text()));
        return texts;
    }

    <E extends Event> E next(Class<E> type) throws InterruptedException {
        Event event = events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        if (!type.isInstance(event)) {
            throw new AssertionError("wanted " + type.getSimpleName() + ", got " + event);
        }
        return type.cast(event);
    }

    static String get(int port) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/");
            var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void retire() {
        launcher.retire(new ReplicaId("web", 1));
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

    @Override
    public void close() {
        launcher.close();
    }
}
