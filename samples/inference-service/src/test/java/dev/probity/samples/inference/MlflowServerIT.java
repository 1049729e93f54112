package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.samples.mlplatform.model.PublishedModel;
import dev.probity.samples.mlplatform.model.SyntheticImages.Image;
import dev.probity.samples.mlplatform.model.Training;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

/// The registry's contract against a real MLflow server, where `install-mlflow.sh` has installed
/// one.
class MlflowServerIT {
    private static final Path HOME = home();

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private URI server = URI.create("http://127.0.0.1");

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

    @Test
    void speaksWithARealServer() throws Exception {
        Path program = HOME.resolve("bin/mlflow");
        String lacking =
                "there is no MLflow in "
                        + HOME
                        + "; src/test/scripts/install-mlflow.sh installs it";
        if (!Files.isExecutable(program)) {
            assertThat(System.getenv("CI")).as(lacking).isNotEqualTo("true");
        }
        assumeThat(Files.isExecutable(program)).as(lacking).isTrue();
        int port = freePort();
        server = URI.create("http://127.0.0.1:" + port);
        Process process =
                new ProcessBuilder(
                                program.toString(),
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
        try {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> call("GET", "/health", "").statusCode() == 200);
            register("1", PublishedModel.FIRST);
            register("2", PublishedModel.SECOND);
            serveByAliasAndStage();
        } finally {
            stop(process);
        }
    }

    private void serveByAliasAndStage() throws Exception {
        try (World world =
                new World(folder)
                        .with("MLFLOW_TRACKING_URI", server.toString())
                        .with("MODEL_URI", "models:/cifar10-model@champion")
                        .with("MODEL_POLL_SECONDS", "0.2")
                        .startAndWait()) {
            JsonNode model = World.json(world.get("/model"));
            assertThat(model.path("version").asText()).isEqualTo("1");
            Image image = Training.heldOut(1).getFirst();
            assertThat(world.predict(image).statusCode()).isEqualTo(200);
            assertThat(World.json(world.get("/ready")).path("mlflow_accessible").asBoolean())
                    .isTrue();

            champion("2");
            await().untilAsserted(() ->
                    assertThat(World.json(world.get("/model")).path("version").asText())
                            .isEqualTo("2"));
        }
        mlflow(
                "model-versions/transition-stage",
                Map.of(
                        "name",
                        World.MODEL,
                        "version",
                        "1",
                        "stage",
                        "Production",
                        "archive_existing_versions",
                        true));
        for (String reference : new String[] {"Production", "1"}) {
            try (World world =
                    new World(folder)
                            .with("MLFLOW_TRACKING_URI", server.toString())
                            .with("MODEL_URI", "models:/cifar10-model/" + reference)
                            .startAndWait()) {
                assertThat(World.json(world.get("/model")).path("version").asText()).isEqualTo("1");
            }
        }
        try (World world =
                new World(folder)
                        .with("MLFLOW_TRACKING_URI", server.toString())
                        .with("MODEL_URI", "models:/cifar10-model/Staging")
                        .start()) {
            await().untilAsserted(() ->
                    assertThat(World.json(world.get("/health")).path("reason").asText())
                            .isEqualTo("model_not_in_registry"));
        }
    }

    /// Puts the files of a run through the server's artifact proxy, and registers them as a
    /// version.
    private void register(String number, PublishedModel model) throws Exception {
        JsonNode run = mlflow("runs/create", Map.of("experiment_id", "0")).path("run").path("info");
        String artifacts = run.path("artifact_uri").asText();
        assertThat(artifacts).startsWith("mlflow-artifacts:/");
        String path = artifacts.substring("mlflow-artifacts:/".length()) + "/model";
        String description = "flavors:\n  onnx:\n    data: model.onnx\n";
        upload(path + "/MLmodel", description.getBytes(StandardCharsets.UTF_8));
        upload(path + "/model.onnx", model.bytes());
        if (number.equals("1")) {
            mlflow("registered-models/create", Map.of("name", World.MODEL));
        }
        JsonNode created =
                mlflow(
                        "model-versions/create",
                        Map.of(
                                "name",
                                World.MODEL,
                                "source",
                                artifacts + "/model",
                                "run_id",
                                run.path("run_id").asText()));
        assertThat(created.path("model_version").path("version").asText()).isEqualTo(number);
        if (number.equals("1")) {
            champion("1");
        }
    }

    private void champion(String version) throws Exception {
        mlflow(
                "registered-models/alias",
                Map.of("name", World.MODEL, "alias", "champion", "version", version));
    }

    private void upload(String path, byte[] bytes) throws Exception {
        HttpRequest put =
                HttpRequest.newBuilder(
                                server.resolve("/api/2.0/mlflow-artifacts/artifacts/" + path))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build();
        HttpResponse<String> answer = http.send(put, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode mlflow(String call, Map<String, ?> fields) throws Exception {
        HttpResponse<String> answer = call("POST", "/api/2.0/mlflow/" + call, World.json(fields));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return World.json(answer);
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void stop(Process process) throws InterruptedException {
        try (Stream<ProcessHandle> workers = process.descendants()) {
            workers.toList().forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
