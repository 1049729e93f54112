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

/// An engine of the tests' own, on a socket and with a store of its own, so that whatever else runs
/// on this machine is left alone. Without one the tests say so and are skipped; in CI that is a
/// failure.
public abstract sealed class RealEngine implements AutoCloseable
        permits DockerEngine, PodmanEngine, RootlessPodmanEngine {
    private static final String IMAGE = "localhost/probity-test:1";
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;

    RealEngine(Path directory) {
        this.directory = directory;
    }

    /// What needs an engine, and does not care which.
    public static RealEngine start() throws IOException, InterruptedException {
        return PodmanEngine.open();
    }

    /// Lets the engine's user do what its containers are asked to do there.
    public void own(Path folder) throws IOException, InterruptedException {}

    /// @param packages what has to be installed, by Debian's names
    static Path directoryOrSkip(String name, String packages, String... programs)
            throws IOException {
        boolean there = Stream.of(programs).allMatch(RealEngine::onPath);
        if (!there || !Files.exists(BUSYBOX) || !isRoot()) {
            skip("NO CONTAINER ENGINE: these tests need root and the packages " + packages);
        }
        return Files.createTempDirectory("probity-" + name);
    }

    static void skip(String lacking) {
        assertThat(System.getenv("CI")).as(lacking).isNotEqualTo("true");
        System.getLogger("tests").log(System.Logger.Level.WARNING, lacking);
        Assumptions.abort(lacking);
    }

    public final String image() {
        return IMAGE;
    }

    final Path directory() {
        return directory;
    }

    Path socket() {
        return directory.resolve("engine.sock");
    }

    public final Map<String, String> environment() {
        return Map.of("CONTAINER_HOST", "unix://" + socket());
    }

    /// Ends the engine as a crash does; containers run on.
    public abstract void kill() throws InterruptedException;

    public abstract void startAgain() throws IOException;

    /// The words that begin a command of the engine's own client.
    abstract List<String> client();

    /// What the client of the engine needs to know.
    abstract Map<String, String> settings();

    abstract void removeEverything() throws IOException, InterruptedException;

    /// What a command of the engine's client says.
    public final String ask(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", "");
        Process process = command(List.of(arguments)).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Files.readString(output).strip();
    }

    @Override
    public final void close() throws IOException {
        try {
            removeEverything();
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

    final ProcessBuilder command(List<String> arguments) {
        List<String> words = new ArrayList<>(client());
        words.addAll(arguments);
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(settings());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder;
    }

    /// @param builder of the engine's service, which opens {@link #socket}
    final Process serve(ProcessBuilder builder) throws IOException {
        Files.deleteIfExists(socket());
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(directory.resolve("service.log").toFile())
                        .start();
        await().atMost(LIMIT).until(() -> Files.exists(socket()) || !process.isAlive());
        return process;
    }

    /// A few programs in one file, without any registry.
    final void importImage() throws IOException, InterruptedException {
        Path context = Files.createDirectory(directory.resolve("image"));
        Files.copy(BUSYBOX, context.resolve("busybox"));
        Files.writeString(
                context.resolve("Dockerfile"),
                """
                FROM scratch
                COPY busybox /bin/busybox
                RUN ["/bin/busybox", "--install", "/bin"]
                CMD ["sh"]
                """);
        ask("build", "--quiet", "--tag", IMAGE, context.toString());
        assertThat(ask("images", "--quiet", IMAGE)).isNotEmpty();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
