package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The inference sample as its README runs it, by its own file: only ports and waits are others.
@Timeout(300)
class InferenceE2E {
    private static final Path SAMPLES = Path.of("../../samples").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir Path folder;
    @TempDir Path state;
    private final HttpClient http = HttpClient.newHttpClient();
    private Packaged probity;
    private int registry;
    private int port;

    @BeforeEach
    void write() throws IOException {
        registry = Loopback.freePort();
        port = Loopback.freePort();
        String text =
                Files.readString(SAMPLES.resolve("inference-service/probity.yaml"))
                        .replace("5000", Integer.toString(registry))
                        .replace("9000", Integer.toString(Loopback.freePort()))
                        .replace("8000", Integer.toString(port))
                        .replace("../ml-platform", SAMPLES.resolve("ml-platform").toString())
                        .replace(
                                "target/inference-service.jar",
                                SAMPLES.resolve("inference-service/target/inference-service.jar")
                                        .toString())
                        .replaceAll("initialDelaySeconds: \\d+", "initialDelaySeconds: 0")
                        .replaceAll("periodSeconds: \\d+", "periodSeconds: 1")
                        .replace("failureThreshold: 30", "failureThreshold: 150")
                        .replace(
                                "MODEL_POLL_SECONDS: 5",
                                "MODEL_POLL_SECONDS: 1\n      MLFLOW_CHECK_SECONDS: 0.5\n"
                                        + "      MODEL_CACHE_DIR: "
                                        + folder.resolve("cache"));
        probity = new Packaged(folder, state);
        probity.file(text);
    }

    @AfterEach
    void end() throws Exception {
        probity.close();
    }

    private HttpResponse<String> predict() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/predict");
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/octet-stream")
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[12_288]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void awaitStatus(int status) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(predict().statusCode()).isEqualTo(status));
    }

    @Test
    void servesLeavesComesBackAndChangesItsModel() throws Exception {
        Packaged.Running run = probity.start("run");
        probity.ask(0, "wait", "--for", "ready", "--timeout", "90s");
        assertThat(predict().body()).contains("\"model_version\":\"1\"");

        probity.ask(0, "stop", "registry");
        awaitStatus(503);
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(probity.run("why", "inference-service").out())
                                .contains("mlflow_not_accessible"));
        probity.ask(0, "start", "registry");
        awaitStatus(200);

        HttpResponse<String> promoted = promote("2");
        assertThat(promoted.statusCode()).as(promoted.body()).isEqualTo(200);
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    for (int call = 0; call < 10; call++) {
                        assertThat(predict().body()).contains("\"model_version\":\"2\"");
                    }
                });
        probity.ask(0, "down");
        assertThat(run.end().code()).isZero();
    }

    private HttpResponse<String> promote(String version) throws Exception {
        URI uri =
                URI.create(
                        "http://127.0.0.1:"
                                + registry
                                + "/api/2.0/mlflow/model-versions/transition-stage");
        String body =
                "{\"name\": \"cifar10-model\", \"version\": \""
                        + version
                        + "\", \"stage\": \"Production\", \"archive_existing_versions\": true}";
        return http.send(
                HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
