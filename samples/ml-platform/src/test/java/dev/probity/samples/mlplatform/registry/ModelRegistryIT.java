package dev.probity.samples.mlplatform.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The part of MLflow's REST interface that the registry answers.
class ModelRegistryIT {
    private static final String API = "/api/2.0/mlflow/";

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private ModelRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = ModelRegistry.start(0, folder, List.of("mlflow:5000"));
        for (int version = 1; version <= 3; version++) {
            byte[] model = {(byte) version};
            assertThat(registry.publish("net", ModelFiles.onnx(model), Map.of("sha256", "ab")))
                    .isEqualTo(version);
        }
        registry.promote("net", 2, "Production");
        registry.alias("net", "champion", 1);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(registry.uri().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode call(String call) throws Exception {
        HttpResponse<String> answer = get(API + call);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String call, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(registry.uri().resolve(API + call))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void findsVersionsByNumberStageAndAlias() throws Exception {
        JsonNode first = call("model-versions/get?name=net&version=1").path("model_version");
        assertThat(first.path("version").asText()).isEqualTo("1");
        assertThat(first.path("status").asText()).isEqualTo("READY");
        assertThat(first.path("aliases").path(0).asText()).isEqualTo("champion");
        assertThat(first.path("tags").path(0).path("key").asText()).isEqualTo("sha256");
        assertThat(first.path("creation_timestamp").asLong()).isPositive();

        assertThat(
                        call("registered-models/alias?name=net&alias=champion")
                                .path("model_version")
                                .path("version")
                                .asText())
                .isEqualTo("1");
        assertThat(
                        call("registered-models/get-latest-versions?name=net&stages=production")
                                .path("model_versions")
                                .findValuesAsText("version"))
                .containsExactly("2");
        assertThat(
                        call("registered-models/get-latest-versions?name=net")
                                .path("model_versions")
                                .findValuesAsText("version"))
                .containsExactlyInAnyOrder("3", "2");
        assertThat(
                        call("registered-models/search?max_results=1")
                                .path("registered_models")
                                .findValuesAsText("name"))
                .contains("net");
    }

    @Test
    void movesVersionsAndAliases() throws Exception {
        assertThat(
                        post(
                                        "model-versions/transition-stage",
                                        """
                                        {"name": "net", "version": "3", "stage": "Production",
                                         "archive_existing_versions": true}
                                        """)
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        call("model-versions/get?name=net&version=2")
                                .path("model_version")
                                .path("current_stage")
                                .asText())
                .isEqualTo("Archived");
        assertThat(
                        post(
                                        "registered-models/alias",
                                        "{\"name\": \"net\", \"alias\": \"champion\", \"version\":"
                                                + " \"3\"}")
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        call("registered-models/alias?name=net&alias=champion")
                                .path("model_version")
                                .path("version")
                                .asText())
                .isEqualTo("3");
    }

    @Test
    void givesFilesInBothWays() throws Exception {
        String location =
                call("model-versions/get-download-uri?name=net&version=1")
                        .path("artifact_uri")
                        .asText();
        assertThat(location).isEqualTo("mlflow-artifacts:/models/net/1");
        HttpResponse<String> listed = get("/api/2.0/mlflow-artifacts/artifacts?path=models/net/1");
        assertThat(listed.body()).contains("\"MLmodel\"", "\"model.onnx\"", "\"file_size\":1");
        assertThat(get("/api/2.0/mlflow-artifacts/artifacts/models/net/1/MLmodel").body())
                .contains("loader_module: mlflow.onnx");
        assertThat(get("/model-versions/get-artifact?name=net&version=1&path=MLmodel").body())
                .contains("data: model.onnx");
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    model-versions/get?name=net&version=9               | 404 | RESOURCE_DOES_NOT_EXIST
                    model-versions/get?name=none&version=1              | 404 | RESOURCE_DOES_NOT_EXIST
                    model-versions/get?name=net                         | 400 | INVALID_PARAMETER_VALUE
                    registered-models/alias?name=net&alias=no           | 400 | INVALID_PARAMETER_VALUE
                    registered-models/get-latest-versions?name=net&stages=Live | 400 | INVALID_PARAMETER_VALUE
                    registered-models/search?max_results=0              | 400 | INVALID_PARAMETER_VALUE
                    runs/search                                         | 404 | ENDPOINT_NOT_FOUND
                    """)
    void refusesWithMlflowsCodes(String call, int status, String code) throws Exception {
        HttpResponse<String> answer = get(API + call);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error_code\":\"" + code + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "a/../../secret", "a/%2e%2e/%2e%2e/secret"})
    void keepsPathsInItsFolder(String path) throws Exception {
        HttpResponse<String> answer = get("/api/2.0/mlflow-artifacts/artifacts?path=" + path);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void answersOnlyToItsOwnNames() throws Exception {
        assertThat(withHost("mlflow:5000")).startsWith("HTTP/1.1 200");
        assertThat(withHost("evil.example"))
                .startsWith("HTTP/1.1 403")
                .contains("Invalid Host header");
    }

    private String withHost(String host) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), registry.uri().getPort())) {
            String request =
                    "GET /api/2.0/mlflow/registered-models/search?max_results=1 HTTP/1.1\r\nHost: "
                            + host
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void failsAsItIsTold() throws Exception {
        registry.faults().answer(500);
        assertThat(get(API + "registered-models/search").statusCode()).isEqualTo(500);
        assertThat(get("/health").body()).isEqualTo("OK"); // as MLflow's does, whatever is wrong
        registry.faults().heal();
        assertThat(get(API + "registered-models/search").statusCode()).isEqualTo(200);
    }
}
