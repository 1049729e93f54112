package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An engine of the tests' own: Podman's API on a socket of its own, with a store of its own, so
/// that whatever else runs on this machine is left alone. Without one the tests say so and are
/// skipped; in CI that is a failure.
public final class RealEngine implements AutoCloseable {
    private static final String IMAGE = "localhost/probity-test:1";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// What a machine without systemd, and with lower limits than Podman takes for granted, needs.
    private static final String SETTINGS =
            """
            [containers]
            default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            """;

    private final Path directory;
    private Process service;

    private RealEngine(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Files.writeString(directory.resolve("containers.conf"), SETTINGS);
        this.service = serve();
    }

    public static RealEngine start() throws IOException, InterruptedException {
        boolean there = Stream.of("podman", "runc").allMatch(RealEngine::onPath);
        Path busybox = Path.of("/bin/busybox");
        if (!there || !Files.exists(busybox) || !isRoot()) {
            String lacking =
                    "NO CONTAINER ENGINE: these tests need root and the packages podman, runc,"
                            + " netavark, catatonit and busybox-static";
            assertThat(System.getenv("CI")).as(lacking).isNotEqualTo("true");
            System.getLogger("tests").log(System.Logger.Level.WARNING, lacking);
            Assumptions.abort(lacking);
        }
        var engine = new RealEngine(Files.createTempDirectory("probity-podman"));
        engine.importImage(busybox);
        return engine;
    }

    public String image() {
        return IMAGE;
    }

    Path socket() {
        return directory.resolve("podman.sock");
    }

    public Map<String, String> environment() {
        return Map.of("CONTAINER_HOST", "unix://" + socket());
    }

    /// Ends the engine as a crash does; containers run on.
    void kill() throws InterruptedException {
        service.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException, InterruptedException {
        service = serve();
    }

    /// What a command of the engine says.
    public String podman(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", "");
        Process process = command(List.of(arguments)).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Files.readString(output).strip();
    }

    @Override
    public void close() throws IOException {
        try {
            podman("rm", "--all", "--force", "--time", "0");
            podman("network", "prune", "--force");
            podman("volume", "prune", "--force");
            podman("rmi", "--all", "--force");
            kill();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                var _ = file.toFile().delete(); // a mount that is still busy goes with the machine
            }
        }
    }

    private Process serve() throws IOException {
        Files.deleteIfExists(socket());
        Process process =
                command(List.of("system", "service", "--time=0", "unix://" + socket()))
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("service.log").toFile())
                        .start();
        await().atMost(LIMIT).until(() -> Files.exists(socket()) || !process.isAlive());
        return process;
    }

    private ProcessBuilder command(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add("podman");
        words.add("--root=" + directory.resolve("store"));
        words.add("--runroot=" + directory.resolve("run"));
        words.add("--network-config-dir=" + directory.resolve("networks"));
        words.addAll(arguments);
        var builder = new ProcessBuilder(words);
        builder.environment().put("CONTAINERS_CONF", directory + "/containers.conf");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder;
    }

    /// A few programs in one file, without any registry.
    private void importImage(Path busybox) throws IOException, InterruptedException {
        Path context = Files.createDirectory(directory.resolve("image"));
        Files.copy(busybox, context.resolve("busybox"));
        Files.writeString(
                context.resolve("Dockerfile"),
                """
                FROM scratch
                COPY busybox /bin/busybox
                RUN ["/bin/busybox", "--install", "/bin"]
                CMD ["sh"]
                """);
        podman("build", "--quiet", "--tag", IMAGE, context.toString());
        assertThat(podman("images", "--quiet", IMAGE)).isNotEmpty();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
