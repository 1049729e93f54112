package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.launch.container.RealEngine;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Containers as a user has them: the sample that mixes a process and containers, through the
/// command line, with a real engine.
@Tag("whole")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class ContainersE2E {
    static final Path SAMPLES = Path.of("../../samples").toAbsolutePath().normalize();
    private static final String MAIN = "dev.probity.cli.Main";
    static final Duration LIMIT = Duration.ofSeconds(90); // the machine may be busy

    @TempDir Path directory;

    RealEngine engine;

    RealEngine open() throws Exception {
        return RealEngine.start();
    }

    @BeforeAll
    void startEngine() throws Exception {
        engine = open();
    }

    @AfterAll
    void stopEngine() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void aProcessAndContainersReachEachOtherAndNothingIsLeftOfThem() throws Exception {
        int port = freePort();
        Path application = application(port);
        Process probity = probity("run", application.toString());
        try {
            awaitLine("Building image localhost/probity/front:.*STEP 2/5.*");
            awaitLine("Replica front_\\S+ is moving to a ready state");
            assertThat(get(port, "/cgi-bin/page"))
                    .matches(
                            "This is front-[12] in a container; the process says: Hello from"
                                    + " words_\\S+\\s*");
            // The other way round: a process asks the containers, at the address it was told.
            await().atMost(LIMIT).until(() -> output("logs").contains("heard: This is front-"));

            String victim = engine.ask("ps", "--quiet", "--filter", "name=front").split("\n")[0];
            engine.ask("kill", victim);
            awaitLine("Replica front_\\S+ was ended by SIGKILL \\(exit code 137\\)");
            await().atMost(LIMIT).until(() -> count("Launching service front_") == 3);
            assertThat(output("why", "front")).doesNotContain("listens on no port");
        } finally {
            probity.destroy();
        }
        assertThat(probity.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(engine.ask("ps", "--all", "--quiet")).isEmpty();
    }

    @Test
    void downRemovesWhatAKilledProbityLeft() throws Exception {
        Path application = application(freePort());
        Process probity = probity("run", application.toString());
        awaitLine("Replica front_\\S+ is moving to a ready state");
        probity.destroyForcibly().waitFor();
        assertThat(engine.ask("ps", "--quiet")).isNotEmpty();

        assertThat(output("down")).contains("left the container of front_", "down");

        assertThat(engine.ask("ps", "--all", "--quiet")).isEmpty();
        assertThat(output("down")).contains("nothing runs");
    }

    @Test
    void aRunAfterAKilledOneRemovesWhatItLeftBeforeItStartsItsOwn() throws Exception {
        Path folder = sleeper();
        Process killed = probity("run", folder.toString());
        awaitLine("Replica left_\\S+ is moving to a ready state");
        String left = engine.ask("ps", "--quiet");
        killed.destroyForcibly().waitFor();

        Process probity = probity("run", folder.toString());
        try {
            awaitLine("an earlier run left the container of left_\\S+ behind; it was removed");
            awaitLine("Replica left_\\S+ is moving to a ready state");
            assertThat(screen()).noneMatch(line -> line.contains("failed"));
            assertThat(engine.ask("ps", "--quiet")).isNotEqualTo(left).doesNotContain("\n");
            probity.destroyForcibly().waitFor();
            // This run's own mark must have outlived the sweep.
            assertThat(output("down")).contains("left the container of left_");
            assertThat(engine.ask("ps", "--all", "--quiet")).isEmpty();
        } finally {
            probity.destroy();
        }
    }

    @Test
    void anImageAndADockerFileOfATyeFileRun() throws Exception {
        int ready = freePort();
        int built = freePort();
        Path context = Files.createDirectories(directory.resolve("tyed/built"));
        Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"));
        Files.writeString(context.resolve("page"), "made here\n");
        Files.writeString(
                context.resolve("Dockerfile"),
                """
                FROM scratch
                COPY busybox /bin/busybox
                COPY page /www/page
                ENTRYPOINT ["/bin/busybox", "httpd", "-f", "-p", "80", "-h", "/www"]
                """);
        Files.writeString(
                directory.resolve("tyed/tye.yaml"),
                """
                name: tyed-%d
                services:
                - name: ready-made
                  image: %s
                  args: httpd -f -p 80 -h /etc
                  replicas: 2
                  bindings:
                  - {port: %d, containerPort: 80, protocol: http}
                  readiness:
                    http: {path: /hostname}
                - name: built
                  dockerFile: built/Dockerfile
                  bindings:
                  - {port: %d, containerPort: 80, protocol: http}
                """
                        // A replica's ports come from its names: ones that nothing left behind by
                        // an engine that was killed can still redirect.
                        .formatted(built, engine.image(), ready, built));
        Process probity = probity("run", directory.resolve("tyed").toString());
        try {
            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(screen())
                                    .filteredOn(line -> line.contains("is moving to a ready state"))
                                    .hasSize(3));
            assertThat(get(built, "/page")).isEqualTo("made here\n");
            Set<String> hosts = new HashSet<>();
            await().atMost(LIMIT)
                    .untilAsserted(() -> {
                        hosts.add(get(ready, "/hostname"));
                        assertThat(hosts).hasSize(2);
                    });
        } finally {
            probity.destroy();
        }
        assertThat(probity.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(engine.ask("ps", "--all", "--quiet")).isEmpty();
    }

    @Test
    void aRunEndsThoughItsEngineIsGone() throws Exception {
        Process probity = probity("run", sleeper().toString());
        awaitLine("Replica left_\\S+ is moving to a ready state");
        engine.kill();
        output("down", "--hurry");
        assertThat(probity.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(probity.exitValue()).isEqualTo(1);
        awaitLine("probity: gave up on what does not end; .*");

        engine.startAgain();
        assertThat(output("down")).contains("left the container of left_");
        assertThat(engine.ask("ps", "--all", "--quiet")).isEmpty();
    }

    /// One service that is one container.
    private Path sleeper() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("mixed"));
        Files.writeString(
                folder.resolve("probity.yaml"),
                "services: {left: {image: \"%s\", command: [sleep, \"1000\"]}}"
                        .formatted(engine.image()));
        return folder;
    }

    /// The sample as it is in the checkout, with a public port that is free here, and a process
    /// that asks it.
    private Path application(int port) throws IOException {
        Sample.needBuilt();
        Path copy = directory.resolve("mixed");
        copy(SAMPLES.resolve("mixed"), copy);
        copyProgram("web-api.jar");
        copyProgram("lib");
        if (!Files.exists(copy.resolve("front/busybox"))) {
            Files.copy(Path.of("/bin/busybox"), copy.resolve("front/busybox"));
        }
        Path file = copy.resolve("probity.yaml");
        String text =
                Files.readString(file)
                        .replace(
                                "port: 8080, containerPort: 80",
                                "port: " + port + ", containerPort: 80");
        Files.writeString(
                file,
                text
                        + """
                          caller:
                            command:
                              - /bin/busybox
                              - sh
                              - -c
                              - >-
                                echo "heard:
                                $(/bin/busybox wget -q -O - $PROBITY_SERVICE_FRONT_URL/cgi-bin/page)";
                                exec /bin/busybox sleep 1000
                            dependsOn: [front]
                        """);
        return copy;
    }

    /// Of the sample that the mixed one names, beside it.
    private void copyProgram(String name) throws IOException {
        Path target = Path.of("web-api", "target");
        Files.createDirectories(directory.resolve(target));
        Path file = target.resolve(name);
        copy(SAMPLES.resolve(file), directory.resolve(file));
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private Process probity(String... arguments) throws Exception {
        return command(List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("screen").toFile())
                .start();
    }

    /// What a verb says about the application, on either stream.
    private String output(String verb, String... more) throws Exception {
        Path output = directory.resolve(verb);
        List<String> words = new ArrayList<>(List.of(verb, "--file"));
        words.add(directory.resolve("mixed").toString());
        words.addAll(List.of(more));
        Process process =
                command(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    /// What the command line is started by.
    List<String> program() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "-cp", System.getProperty("java.class.path"), MAIN);
    }

    ProcessBuilder command(List<String> arguments) throws Exception {
        List<String> words = new ArrayList<>(program());
        words.addAll(arguments);
        var builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.putAll(engine.environment());
        environment.putAll(Sample.environment());
        environment.put("XDG_STATE_HOME", directory.resolve("state").toString());
        return builder;
    }

    private void awaitLine(String pattern) throws IOException {
        try {
            await().atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> screen().anyMatch(line -> line.matches("(\\[.*?] )?" + pattern)));
        } catch (ConditionTimeoutException late) {
            String seen = String.join("\n", screen().toList());
            throw new AssertionError("no line like " + pattern + " in:\n" + seen, late);
        }
    }

    private long count(String text) throws IOException {
        return screen().filter(line -> line.contains(text)).count();
    }

    private Stream<String> screen() throws IOException {
        return Files.readString(directory.resolve("screen")).lines();
    }

    private static String get(int port, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
