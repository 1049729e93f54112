package dev.probity.launch.container.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program that keeps logins for Docker: `docker-credential-<name>`, which is asked with `get`.
///
/// @param name such as `desktop` or `ecr-login`
/// @param environment in which it is started
record LoginHelper(String name, Map<String, String> environment) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// Some of them ask a cloud.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// What such a program calls the user of a token.
    private static final String TOKEN = "<token>";

    private static final String PREFIX = "docker-credential-";

    /// Nothing when it knows nobody there.
    ///
    /// @param server as the file calls it
    Optional<Login> login(String server) throws IOException, InterruptedException {
        // Its answer goes through a file that nobody else can read, so that it may be late.
        Path answer = Files.createTempFile("probity-login", "");
        try {
            int code = run(server, answer);
            return code == 0 ? login(MAPPER.readTree(Files.readAllBytes(answer))) : none(answer);
        } catch (JacksonException e) {
            throw new IOException(PREFIX + name + " answers with something that is not JSON");
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private int run(String server, Path answer) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(program(), "get")
                        .redirectOutput(answer.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write((server + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It has ended without reading; its exit code tells.
        }
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(
                        "%s%s has not answered within %d s"
                                .formatted(PREFIX, name, LIMIT.toSeconds()));
            }
        } finally {
            process.destroyForcibly(); // also when nobody waits for it any more
        }
        return process.exitValue();
    }

    /// On the PATH of the environment that is given, not of this program.
    private String program() {
        for (String folder : environment.getOrDefault("PATH", "").split(":")) {
            Path file = Path.of(folder, PREFIX + name);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return file.toString();
            }
        }
        return PREFIX + name;
    }

    private Optional<Login> none(Path answer) throws IOException {
        String said = Files.readString(answer).strip();
        if (said.contains("credentials not found")) {
            return Optional.empty();
        }
        throw new IOException(
                PREFIX + name + " gives no login" + (said.isEmpty() ? "" : ": " + said));
    }

    private static Optional<Login> login(JsonNode answer) {
        String user = answer.path("Username").asText("");
        String secret = answer.path("Secret").asText("");
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals(TOKEN) ? new Login.Token(secret) : new Login.Password(user, secret));
    }
}
