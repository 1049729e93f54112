package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.samples.mlplatform.model.PublishedModel;
import dev.probity.samples.mlplatform.model.SyntheticImages.Image;
import dev.probity.samples.mlplatform.registry.ModelFiles;
import dev.probity.samples.mlplatform.registry.ModelRegistry;
import dev.probity.samples.mlplatform.store.ObjectStore;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A registry, a store and a service that a test plays with over HTTP.
final class World implements AutoCloseable {
    static final String MODEL = PublishedModel.NAME;
    static final ObjectStore.Keys KEYS = new ObjectStore.Keys("tester", "tester-secret");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ModelRegistry registry;
    private Optional<ObjectStore> store = Optional.empty();
    private @Nullable InferenceService service;

    World(Path folder) throws IOException {
        this.folder = folder;
        registry = ModelRegistry.start(0, folder.resolve("registry"), List.of());
        settings.put("PORT", "0");
        settings.put("MLFLOW_TRACKING_URI", registry.uri().toString());
        settings.put("MLFLOW_CHECK_SECONDS", "0.2");
        settings.put("S3_CHECK_SECONDS", "0.2");
        settings.put("MODEL_CACHE_DIR", folder.resolve("cache").toString());
        settings.put("XDG_CACHE_HOME", "");
        settings.put("MODEL_POLL_SECONDS", "0");
        settings.put("DRAIN_SECONDS", "0");
    }

    /// With version 1 of the model in Production.
    static World withModel(Path folder) throws IOException {
        World world = new World(folder);
        int version = world.publish(PublishedModel.FIRST.bytes());
        world.registry.promote(MODEL, version, "Production");
        return world;
    }

    int publish(byte[] model) throws IOException {
        return registry.publish(MODEL, ModelFiles.onnx(model), Map.of());
    }

    World with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    World withStore(String bucket) throws IOException {
        ObjectStore started = ObjectStore.start(0, folder.resolve("store"), KEYS, List.of(bucket));
        store = Optional.of(started);
        with("S3_ENDPOINT", started.endpoint().toString());
        with("S3_ACCESS_KEY", KEYS.access());
        with("S3_SECRET_KEY", KEYS.secret());
        return with("S3_BUCKET", bucket);
    }

    World start() throws IOException {
        service = InferenceService.start(Settings.read(settings));
        return this;
    }

    World startAndWait() throws IOException {
        start();
        try {
            awaitReady();
            return this;
        } catch (RuntimeException | AssertionError notReady) {
            close(); // nobody else would
            throw notReady;
        }
    }

    ModelRegistry registry() {
        return registry;
    }

    /// Ends the registry as a crash does: its port refuses.
    int killRegistry() {
        int port = registry.uri().getPort();
        registry.close();
        return port;
    }

    void reviveRegistry(int port) throws IOException {
        registry = ModelRegistry.start(port, folder.resolve("registry"), List.of());
    }

    ObjectStore store() {
        return store.orElseThrow();
    }

    int killStore() {
        int port = store().endpoint().getPort();
        store().close();
        return port;
    }

    void reviveStore(int port, String bucket) throws IOException {
        store =
                Optional.of(
                        ObjectStore.start(port, folder.resolve("store"), KEYS, List.of(bucket)));
    }

    InferenceService service() {
        return Objects.requireNonNull(service, "it has not been started");
    }

    void awaitReady() {
        awaitStatus("/ready", 200);
    }

    void awaitStatus(String path, int status) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(get(path).statusCode()).isEqualTo(status));
    }

    void awaitReason(String reason) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() ->
                        assertThat(json(get("/ready")).path("reason").asText()).isEqualTo(reason));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service().port() + path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(
                request.timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, "application/json", HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> post(String path, String type, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(body));
    }

    HttpResponse<String> predict(Image image) throws IOException, InterruptedException {
        return post(
                "/predict",
                "application/octet-stream",
                HttpRequest.BodyPublishers.ofByteArray(raw(image.pixels())));
    }

    static byte[] raw(float[] numbers) {
        ByteBuffer bytes =
                ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return bytes.array();
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String json(Object value) throws IOException {
        return JSON.writeValueAsString(value);
    }

    /// The value of a series as `/metrics` writes it, such as `inference_errors_total{model="m"}`.
    double metric(String series) throws IOException, InterruptedException {
        // A text is kept for a tenth of a second; what was just counted shows after that.
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(Double.NaN);
    }

    void awaitMetric(String series, double value) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(metric(series)).isEqualTo(value));
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        registry.close();
        store.ifPresent(ObjectStore::close);
        http.shutdownNow();
    }
}
