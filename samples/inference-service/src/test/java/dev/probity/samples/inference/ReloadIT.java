package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.samples.mlplatform.model.PublishedModel;
import dev.probity.samples.mlplatform.model.Training;
import dev.probity.samples.mlplatform.registry.ModelFiles;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// New versions that take over, and such that do not.
class ReloadIT {
    private static final String TOKEN = "a-token-for-reloads";
    private static final String FAILED = "inference_model_reloads_total{result=\"failed\"}";

    @TempDir Path folder;
    private World world;

    @BeforeEach
    void prepare() throws Exception {
        world = World.withModel(folder).with("RELOAD_TOKEN", TOKEN);
    }

    private HttpResponse<String> reload() throws Exception {
        return world.send(
                HttpRequest.newBuilder(world.uri("/model/reload"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void dropsNoRequestWhileVersionsChangeUnderLoad() throws Exception {
        try (World running = world.with("MODEL_POLL_SECONDS", "0.05").startAndWait();
                Load load = Load.of(running, 8)) {
            byte[] second = PublishedModel.SECOND.bytes();
            for (int version = 2; version <= 12; version++) {
                byte[] model = version % 2 == 0 ? second : PublishedModel.FIRST.bytes();
                running.registry().promote(World.MODEL, running.publish(model), "Production");
                String expected = Integer.toString(version);
                long before = load.answered();
                await().atMost(Duration.ofSeconds(20))
                        .until(() ->
                                load.versions().contains(expected) && load.answered() > before);
            }
            load.end();
            assertThat(load.kinds()).containsExactly("200");
            assertThat(load.answered()).isGreaterThan(100);
            running.awaitMetric("inference_model_reloads_total{result=\"success\"}", 11);
            try (Stream<Path> kept = Files.list(folder.resolve("cache/models"))) {
                assertThat(kept).hasSize(5);
            }
        }
    }

    @Test
    void reloadsWhenItIsAsked() throws Exception {
        try (World running = world.startAndWait()) {
            assertThat(World.json(reload()).path("result").asText()).isEqualTo("unchanged");
            int second = running.publish(PublishedModel.SECOND.bytes());
            running.registry().promote(World.MODEL, second, "Production");
            assertThat(World.json(reload()).path("version").asText()).isEqualTo("2");
            assertThat(World.json(running.get("/model")).path("version").asText()).isEqualTo("2");
        }
    }

    @Test
    void keepsTheOldVersionWhenTheNewOneIsNoModel() throws Exception {
        try (World running = world.startAndWait()) {
            int broken = running.publish(new byte[] {1, 2, 3});
            running.registry().promote(World.MODEL, broken, "Production");
            assertKept("model_not_loadable");
        }
    }

    @Test
    void keepsTheOldVersionWhenTheNewOneIsDamaged() throws Exception {
        try (World running = world.startAndWait()) {
            int damaged =
                    running.registry()
                            .publish(
                                    World.MODEL,
                                    ModelFiles.onnx(PublishedModel.SECOND.bytes()),
                                    Map.of("sha256", "00".repeat(32)));
            running.registry().promote(World.MODEL, damaged, "Production");
            assertKept("model_checksum_mismatch");
        }
    }

    @Test
    void keepsTheOldVersionWhenTheNewOneIsOfAnotherFlavor() throws Exception {
        try (World running = world.startAndWait()) {
            int other =
                    running.registry()
                            .publish(
                                    World.MODEL,
                                    ModelFiles.of(
                                            "flavors:\n  pytorch:\n    data: data\n",
                                            new byte[] {1}),
                                    Map.of());
            running.registry().promote(World.MODEL, other, "Production");
            assertKept("model_flavor_unsupported");
        }
    }

    private void assertKept(String reason) throws Exception {
        HttpResponse<String> answer = reload();
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(World.json(answer).path("reason").asText()).isEqualTo(reason);
        assertThat(world.get("/ready").statusCode()).isEqualTo(200);
        HttpResponse<String> predicted = world.predict(Training.heldOut(1).getFirst());
        assertThat(World.json(predicted).path("model_version").asText()).isEqualTo("1");
        world.awaitMetric(FAILED, 1);
    }
}
