package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.samples.mlplatform.model.PublishedModel;
import dev.probity.samples.mlplatform.registry.ModelFiles;
import dev.probity.samples.mlplatform.registry.ModelRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The registry's contract against a real MLflow server, and the samples' own registry beside it.
@Tag("whole")
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one server for all of it
class MlflowServerIT extends RegistryContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] MODEL = PublishedModel.FIRST.bytes();

    private MlflowServer server;
    private ModelRegistry own;

    @TempDir Path folder;

    /// In both registries version 1 is the champion, 2 in Production, 3 nowhere.
    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        server = MlflowServer.start(shared);
        server.register(World.MODEL, MODEL, MODEL, MODEL);
        server.alias(World.MODEL, "champion", 1);
        server.promote(World.MODEL, 2, "Production");

        own = ModelRegistry.start(0, shared.resolve("own"), List.of());
        for (int version = 1; version <= 3; version++) {
            assertThat(own.publish(World.MODEL, ModelFiles.onnx(MODEL), Map.of()))
                    .isEqualTo(version);
        }
        own.alias(World.MODEL, "champion", 1);
        own.promote(World.MODEL, 2, "Production");
    }

    @AfterAll
    void stop() {
        if (own != null) {
            own.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    World world() throws IOException {
        return new World(folder)
                .with("MLFLOW_TRACKING_URI", server.uri().toString())
                .with("MODEL_POLL_SECONDS", "0.2");
    }

    @Test
    void followsAnAliasToTheNextVersion() throws Exception {
        server.register("followed-by-alias", MODEL, PublishedModel.SECOND.bytes());
        server.alias("followed-by-alias", "champion", 1);
        try (World world =
                world().with("MODEL_URI", "models:/followed-by-alias@champion").startAndWait()) {
            assertThat(version(world)).isEqualTo("1");
            server.alias("followed-by-alias", "champion", 2);
            await().untilAsserted(() -> assertThat(version(world)).isEqualTo("2"));
        }
    }

    @Test
    void followsAStageToTheNextVersion() throws Exception {
        server.register("followed-by-stage", MODEL, PublishedModel.SECOND.bytes());
        server.promote("followed-by-stage", 1, "Production");
        try (World world =
                world().with("MODEL_NAME", "followed-by-stage")
                        .with("MODEL_STAGE", "Production")
                        .startAndWait()) {
            assertThat(version(world)).isEqualTo("1");
            server.promote("followed-by-stage", 2, "Production");
            await().untilAsserted(() -> assertThat(version(world)).isEqualTo("2"));
        }
    }

    /// What stands in for the server in every other test and in the samples.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "registered-models/search?max_results=1",
                "registered-models/get?name=cifar10-model",
                "registered-models/get?name=nobody",
                "registered-models/get-latest-versions?name=cifar10-model&stages=Production",
                "registered-models/get-latest-versions?name=cifar10-model&stages=production",
                "registered-models/get-latest-versions?name=cifar10-model&stages=Archived",
                "registered-models/get-latest-versions?name=cifar10-model&stages=nonsense",
                "registered-models/get-latest-versions?name=nobody&stages=Production",
                "registered-models/alias?name=cifar10-model&alias=champion",
                "registered-models/alias?name=cifar10-model&alias=loser",
                "registered-models/alias?name=nobody&alias=champion",
                "model-versions/get?name=cifar10-model&version=3",
                "model-versions/get?name=cifar10-model&version=9",
                "model-versions/get?name=cifar10-model&version=x",
                "model-versions/get-download-uri?name=cifar10-model&version=3",
                "model-versions/get-download-uri?name=cifar10-model&version=9",
                "model-versions/search?filter=name%3D'nobody'&max_results=20",
                "model-versions/search?filter=nonsense&max_results=20"
            })
    void isAnsweredAlikeByTheRegistryOfTheSamples(String call) throws Exception {
        String path = "/api/2.0/mlflow/" + call;
        assertThat(essence(ask(own.uri(), "127.0.0.1", path)))
                .isEqualTo(essence(ask(server.uri(), "127.0.0.1", path)));
    }

    @ParameterizedTest
    @CsvSource({
        "mlflow-tracking:5000, /api/2.0/mlflow/registered-models/search?max_results=1, 403",
        "mlflow-tracking:5000, /health, 200",
        "mlflow-tracking:5000, /version, 200",
        "localhost, /api/2.0/mlflow/registered-models/search?max_results=1, 200",
    })
    void isAskedByAllowedNamesOnly(String host, String path, int status) throws Exception {
        for (URI registry : List.of(server.uri(), own.uri())) {
            Answer answer = ask(registry, host, path);
            assertThat(answer.status()).as(registry.toString()).isEqualTo(status);
            if (status == 403) {
                assertThat(answer.body()).contains("Invalid Host header");
            }
        }
    }

    private record Answer(int status, String body) {}

    /// By a socket, since Java's client lets nobody choose the host that it names.
    private static Answer ask(URI registry, String host, String path) throws IOException {
        try (Socket socket = new Socket(registry.getHost(), registry.getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            String request = "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n".formatted(path, host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = answer.split("\r\n\r\n", 2);
            return new Answer(Integer.parseInt(parts[0].split(" ")[1]), parts[1]);
        }
    }

    /// Status and the values that do not differ from one server to the next; MLflow leaves out what
    /// is empty.
    private static Map<String, String> essence(Answer answer) throws IOException {
        Map<String, String> essence = new TreeMap<>();
        essence.put("status", Integer.toString(answer.status()));
        collect("", JSON.readTree(answer.body()), essence);
        return essence;
    }

    private static final Set<String> COMPARED =
            Set.of("name", "version", "current_stage", "status", "error_code", "alias", "aliases");

    private static void collect(String path, JsonNode node, Map<String, String> essence) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), essence);
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            collect(path + "/" + field.getKey(), field.getValue(), essence));
        } else if (COMPARED.contains(path.replaceAll("/\\d+$", "").replaceAll(".*/", ""))) {
            essence.put(path, node.asText());
        }
    }
}
