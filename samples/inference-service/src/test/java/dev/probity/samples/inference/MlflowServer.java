package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real MLflow server on 127.0.0.1, where `install-mlflow.sh` has installed one. Elsewhere the
/// test that wants it is skipped, and fails with CI=true.
final class MlflowServer implements AutoCloseable {
    private static final Path PROGRAM = home().resolve("bin/mlflow");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final Process process;

    private MlflowServer(int port, Path folder) throws IOException {
        uri = URI.create("http://127.0.0.1:" + port);
        process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "server",
                                "--host",
                                "127.0.0.1",
                                "--port",
                                Integer.toString(port),
                                "--workers",
                                "1",
                                "--backend-store-uri",
                                "sqlite:///" + folder.resolve("mlflow.db"),
                                "--artifacts-destination",
                                folder.resolve("artifacts").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mlflow.log").toFile())
                        .start();
    }

    private static Path home() {
        String chosen = System.getenv("PROBITY_MLFLOW");
        if (chosen != null) {
            return Path.of(chosen);
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        return (caches == null
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(caches))
                .resolve("probity/mlflow");
    }

    static MlflowServer start(Path folder) throws IOException {
        String lacking =
                "there is no %s; src/test/scripts/install-mlflow.sh installs it".formatted(PROGRAM);
        if (!Files.isExecutable(PROGRAM)) {
            assertThat(System.getenv("CI")).as(lacking).isNotEqualTo("true");
        }
        assumeThat(Files.isExecutable(PROGRAM)).as(lacking).isTrue();
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        MlflowServer server = new MlflowServer(port, folder);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> server.get("/health").statusCode() == 200);
        return server;
    }

    URI uri() {
        return uri;
    }

    /// Puts files through the server's artifact proxy and registers them as versions 1, 2, ….
    void register(String name, byte[]... models) throws Exception {
        JsonNode run = mlflow("runs/create", Map.of("experiment_id", "0")).path("run").path("info");
        String artifacts = run.path("artifact_uri").asText();
        assertThat(artifacts).startsWith("mlflow-artifacts:/");
        mlflow("registered-models/create", Map.of("name", name));
        for (int number = 1; number <= models.length; number++) {
            String folder = artifacts + "/model-" + number;
            String path = folder.substring("mlflow-artifacts:/".length());
            String description = "flavors:\n  onnx:\n    data: model.onnx\n";
            upload(path + "/MLmodel", description.getBytes(StandardCharsets.UTF_8));
            upload(path + "/model.onnx", models[number - 1]);
            JsonNode created =
                    mlflow(
                            "model-versions/create",
                            Map.of(
                                    "name",
                                    name,
                                    "source",
                                    folder,
                                    "run_id",
                                    run.path("run_id").asText()));
            assertThat(created.path("model_version").path("version").asInt()).isEqualTo(number);
        }
    }

    void alias(String name, String alias, int version) throws Exception {
        String number = Integer.toString(version);
        mlflow("registered-models/alias", Map.of("name", name, "alias", alias, "version", number));
    }

    /// By the calls that MLflow has said to be outdated since 2.9, and answers.
    void promote(String name, int version, String stage) throws Exception {
        JsonNode moved =
                mlflow(
                        "model-versions/transition-stage",
                        Map.of(
                                "name",
                                name,
                                "version",
                                Integer.toString(version),
                                "stage",
                                stage,
                                "archive_existing_versions",
                                true));
        assertThat(moved.path("model_version").path("current_stage").asText()).isEqualTo(stage);
    }

    private void upload(String path, byte[] bytes) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/api/2.0/mlflow-artifacts/artifacts/" + path)
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode mlflow(String call, Map<String, ?> fields) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/api/2.0/mlflow/" + call)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(World.json(fields))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return World.json(answer);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
        try (Stream<ProcessHandle> workers = process.descendants()) {
            workers.toList().forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
