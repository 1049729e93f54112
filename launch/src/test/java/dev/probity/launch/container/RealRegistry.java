package dev.probity.launch.container;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// A registry of the tests' own on this machine, which knows one user. Where it is not installed
/// the tests say so and are skipped; in CI that is a failure.
public final class RealRegistry implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    private static final String USER = "me";
    private static final String SECRET = "open-sesame";

    /// The same as bcrypt has it, which is all that the registry takes.
    private static final String HASH =
            "$2b$05$abcdefghijklmnopqrstuutXu9KzOt.1yBoZUeFWoT/914/JfszCO";

    private final Process process;
    private final Path folder;
    private final String host;

    private RealRegistry(Process process, Path folder, String host) {
        this.process = process;
        this.folder = folder;
        this.host = host;
    }

    /// @param folder that is empty, for all that it keeps
    public static RealRegistry start(Path folder) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            RealEngine.skip("NO REGISTRY: these tests need the package docker-registry");
        }
        String host = "127.0.0.1:" + freePort();
        Path users = Files.writeString(folder.resolve("users"), USER + ":" + HASH + "\n");
        Path settings =
                Files.writeString(
                        folder.resolve("registry.yml"),
                        """
                        version: 0.1
                        log: {level: error, accesslog: {disabled: true}}
                        storage: {filesystem: {rootdirectory: "%s"}}
                        http: {addr: "%s", secret: tests}
                        auth: {htpasswd: {realm: tests, path: "%s"}}
                        """
                                .formatted(folder.resolve("images"), host, users));
        Process process =
                new ProcessBuilder(PROGRAM.toString(), "serve", settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("registry.log").toFile())
                        .start();
        RealRegistry registry = new RealRegistry(process, folder, host);
        await().atMost(RealEngine.LIMIT).until(() -> !registry.ask("/v2/").isEmpty());
        return registry;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// As a reference of an image begins.
    public String host() {
        return host;
    }

    /// A file as `docker login` leaves it, with the password that is given.
    public Path login(String secret) throws IOException {
        String pair = USER + ":" + secret;
        String auth = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Files.writeString(
                Files.createTempFile(folder, "login", ".json"),
                "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(host, auth));
    }

    /// The right one.
    public Path login() throws IOException {
        return login(SECRET);
    }

    /// What it answers to somebody whom it knows; empty when it does not.
    public String ask(String path) throws InterruptedException {
        String pair = USER + ":" + SECRET;
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + host + path))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        pair.getBytes(StandardCharsets.UTF_8)))
                        .timeout(RealEngine.LIMIT)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException _) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
