package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.engine.Exit;
import dev.probity.engine.Incarnation;
import dev.probity.launch.LaunchPlan;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A real engine with an application of its own on it, and what it makes of images and of what is
/// asked for them: what holds with each engine.
@Tag("whole")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
@ResourceLock("the firewall, which engines share")
abstract class ContainerImageContract {
    private static final String FOURTH_STEP = "(?i).*: step 4/6 ?: RUN .*";

    /// Takes all the memory that it gets, and not this machine's where no limit holds.
    private static final String GREEDY = "ulimit -v 1000000; exec tail /dev/zero";

    @TempDir Path state;

    RealEngine engine;
    ContainerStage stage;

    abstract RealEngine engine() throws Exception;

    @BeforeAll
    void startEngine() throws Exception {
        engine = engine();
    }

    @AfterAll
    void stopEngine() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        engine.own(state);
        stage = new ContainerStage(engine.environment(), engine.image(), state);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void publishesAPortOnLoopbackOnly() throws Exception {
        int port = ContainerStage.freePort();
        stage.launch(
                stage.plan(
                        stage.image("sh", "-c", "echo found > /index.html; httpd -f -p 8080 -h /"),
                        Map.of(8080, port)));
        stage.next(Event.Started.class);

        await().atMost(ContainerStage.SOON)
                .ignoreExceptions()
                .until(() -> ContainerStage.get(port).equals("found\n"));
    }

    @Test
    void saysThatAnExceededMemoryLimitWasWhy() throws Exception {
        Sandbox tight = sandbox(Optional.empty(), List.of(), OptionalLong.of(16 << 20));
        stage.launch(stage.image("sh", "-c", GREEDY).within(tight));
        stage.next(Event.Started.class);

        Exit exit = stage.next(Event.Exited.class).exit();

        if (limits()) {
            assertThat(exit)
                    .isEqualTo(new Exit(137, Optional.of("out of memory: its limit is 16 MiB")));
            assertThat(stage.troubles).isEmpty();
        } else {
            assertThat(exit).isEqualTo(new Exit(1, Optional.empty()));
            assertThat(stage.troubles).containsExactly("memory limits are ignored by the engine");
        }
    }

    @Test
    void mountsVolumesAndConfinesTheProgram() throws Exception {
        Path shared = Files.createDirectory(state.resolve("shared"));
        Files.writeString(shared.resolve("given"), "from outside\n");
        engine.own(shared);
        Sandbox sandbox =
                new Sandbox(
                        Optional.of("/tmp"),
                        List.of(
                                new Volume.Bind(shared, "/shared", false),
                                new Volume.Bind(shared, "/looked-at", true),
                                new Volume.Named("kept", "/kept", false),
                                new Volume.Temporary("/scratch", 1 << 20)),
                        OptionalLong.of(64 << 20),
                        OptionalInt.of(500),
                        OptionalInt.empty(),
                        true,
                        Optional.empty(),
                        Map.of("db.test", "192.0.2.7"));
        String script =
                """
                cat /shared/given; echo back > /shared/taken; pwd
                echo x 2>/dev/null > /looked-at/no || echo read-only
                echo x 2>/dev/null > /no || echo read-only root
                echo x > /scratch/yes && echo x > /kept/yes && echo scratch
                df -k /scratch | tail -1 | awk '{print $2}'
                grep -c '192.0.2.7.*db.test' /etc/hosts
                """;
        stage.launch(stage.image("sh", "-c", script).within(sandbox));
        stage.next(Event.Started.class);

        assertThat(stage.next(Event.Exited.class).exit().code()).isZero();
        await().atMost(ContainerStage.SOON).until(() -> stage.stdout().size() == 7);
        assertThat(stage.stdout())
                .containsExactly(
                        "from outside",
                        "/tmp",
                        "read-only",
                        "read-only root",
                        "scratch",
                        "1024",
                        "1");
        assertThat(shared.resolve("taken")).hasContent("back");
        assertThat(engine.ask("volume", "ls", "--quiet")).contains("shop_kept");
    }

    @Test
    void givesTheUserAndTheShareOfTheProcessorThatAreWanted() throws Exception {
        Sandbox sandbox =
                new Sandbox(
                        Optional.empty(),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalInt.of(250),
                        OptionalInt.empty(),
                        false,
                        Optional.empty(),
                        Map.of());
        LaunchPlan plan =
                stage.plan(
                        stage.image("sh", "-c", "id -u; exec sleep 100").within(sandbox), Map.of());
        stage.launch(
                new LaunchPlan(
                        plan.command(),
                        plan.environment(),
                        plan.workingDirectory(),
                        Optional.of("65534:65534"),
                        plan.output(),
                        plan.image()));
        stage.next(Event.Started.class);

        await().atMost(ContainerStage.SOON).until(() -> stage.stdout().contains("65534"));
        assertThat(engine.ask("inspect", "--format", "{{.HostConfig.NanoCpus}}", names()))
                .isEqualTo(limits() ? "250000000" : "0");
    }

    @Test
    void saysWhichMountIsMissing() throws Exception {
        Path missing = state.resolve("nowhere");
        Sandbox sandbox =
                sandbox(
                        Optional.empty(),
                        List.of(new Volume.Bind(missing, "/data", false)),
                        OptionalLong.empty());
        stage.launch(stage.image("true").within(sandbox));

        assertThat(stage.next(Event.LaunchFailed.class).reason())
                .isEqualTo("there is no " + missing + " to be mounted at /data");
    }

    @Test
    void buildsAnImageOnceAndShowsHow() throws Exception {
        Path context = Files.createDirectory(state.resolve("context"));
        Files.writeString(
                context.resolve("Dockerfile"),
                """
                FROM %s
                ARG WORD
                COPY . /app
                RUN echo $WORD > /word
                ENTRYPOINT ["/bin/cat", "/word"]
                CMD ["/app/file"]
                """
                        .formatted(engine.image()));
        Files.writeString(context.resolve("file"), "from the context\n");
        Files.writeString(context.resolve("secret"), "left out\n");
        Files.writeString(context.resolve(".dockerignore"), "sec*\n");
        var build =
                new ImageBuild(
                        context,
                        context.resolve("Dockerfile"),
                        Map.of("WORD", "given"),
                        Optional.empty());
        var image =
                new Workload.Image(
                        "localhost/probity-built:1",
                        List.of(),
                        List.of(),
                        PullPolicy.IF_NOT_PRESENT,
                        Optional.of(build),
                        Sandbox.PLAIN);
        stage.launch(image);
        stage.next(Event.Started.class);
        assertThat(stage.next(Event.Exited.class).exit().code()).isZero();
        await().atMost(ContainerStage.SOON)
                .until(() -> stage.stdout().equals(List.of("given", "from the context")));
        assertThat(stage.progress).anyMatch(step -> step.matches(FOURTH_STEP));
        stage.launch(image.running(List.of("ls"), List.of("/app")));
        stage.next(Event.Started.class);
        stage.next(Event.Exited.class);
        await().atMost(ContainerStage.SOON)
                .until(() ->
                        stage.stdout().stream()
                                .skip(2)
                                .toList()
                                .equals(List.of("Dockerfile", "file")));
        stage.launch(image.running(List.of("echo", "alone"), List.of()));
        stage.next(Event.Started.class);
        stage.next(Event.Exited.class);
        await().atMost(ContainerStage.SOON).until(() -> stage.stdout().getLast().equals("alone"));
        assertThat(stage.progress).filteredOn(step -> step.matches(FOURTH_STEP)).hasSize(1);
    }

    @Test
    void endsABuildThatSomebodyStops() throws Exception {
        Path context = Files.createDirectory(state.resolve("slow"));
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + engine.image() + "\nRUN echo waiting && sleep 1000\n");
        var build =
                new ImageBuild(context, context.resolve("Dockerfile"), Map.of(), Optional.empty());
        Incarnation incarnation =
                stage.launch(
                        new Workload.Image(
                                "localhost/probity-slow:1",
                                List.of(),
                                List.of(),
                                PullPolicy.IF_NOT_PRESENT,
                                Optional.of(build),
                                Sandbox.PLAIN));
        await().atMost(ContainerStage.SOON)
                .until(() -> stage.progress.stream().anyMatch(step -> step.endsWith("waiting")));

        stage.term(incarnation);

        assertThat(stage.next(Event.LaunchFailed.class).reason())
                .isEqualTo("it was stopped before it was launched");
    }

    @Test
    void tellsTheEnginesOwnReasonsWhenThereIsNoImage() throws Exception {
        stage.launch(new Workload.Image("localhost:1/no/such:1", List.of(), List.of()));
        assertThat(stage.next(Event.LaunchFailed.class).reason())
                .startsWith("image localhost:1/no/such:1 cannot be fetched: ")
                .contains("connection refused");

        stage.launch(
                new Workload.Image(
                        "localhost/absent:1",
                        List.of(),
                        List.of(),
                        PullPolicy.NEVER,
                        Optional.empty(),
                        Sandbox.PLAIN));
        assertThat(stage.next(Event.LaunchFailed.class).reason()).contains("Never");

        assertThat(names()).doesNotContain("web");
    }

    /// Whether the engine can hold a container to a limit.
    boolean limits() {
        return true;
    }

    /// Whether a network of the application's own would be of no use.
    boolean hidesNetworks() {
        return false;
    }

    String names() throws Exception {
        return engine.ask("ps", "--all", "--format", "{{.Names}}");
    }

    static Sandbox sandbox(Optional<String> stopSignal, List<Volume> volumes, OptionalLong memory) {
        return new Sandbox(
                Optional.empty(),
                volumes,
                memory,
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                stopSignal,
                Map.of());
    }
}
