package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.samples.inference.upload.FakeLog;
import dev.probity.samples.mlplatform.model.SyntheticImages.Image;
import dev.probity.samples.mlplatform.model.Training;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Predictions in the bucket and in the log.
class UploadsIT {
    private static final String BUCKET = "predictions";
    private static final Image IMAGE = Training.heldOut(1).getFirst();

    @TempDir Path folder;

    private static List<Path> objects(World world) throws Exception {
        try (Stream<Path> files = Files.walk(world.store().bucket(BUCKET))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void putsEveryPredictionIntoTheBucketAndTheLog() throws Exception {
        try (FakeLog log = FakeLog.start();
                World world =
                        World.withModel(folder)
                                .withStore(BUCKET)
                                .with("LOGGING_ENDPOINT", log.endpoint().toString())
                                .startAndWait()) {
            String id = World.json(world.predict(IMAGE)).path("prediction_id").asText();
            String key = "predictions/\\d{4}/\\d{2}/\\d{2}/" + id + "\\.json";
            Path bucket = world.store().bucket(BUCKET);
            // While it is being written the store has it under another name.
            await().untilAsserted(() ->
                    assertThat(objects(world))
                            .singleElement()
                            .satisfies(each ->
                                    assertThat(bucket.relativize(each).toString()).matches(key)));
            Path object = objects(world).getFirst();
            JsonNode kept = new ObjectMapper().readTree(object.toFile());
            assertThat(kept.path("prediction_id").asText()).isEqualTo(id);
            assertThat(kept.path("probabilities")).hasSize(10);

            await().untilAsserted(() -> assertThat(log.bodies()).hasSize(1));
            JsonNode logged = log.bodies().getFirst().path("predictions").path(0);
            assertThat(logged.path("prediction_id").asText()).isEqualTo(id);
            world.awaitMetric("inference_log_sent_total", 1);
            world.awaitMetric("inference_s3_sent_total", 1);
        }
    }

    @Test
    void answersAtOnceWhileNeitherIsThere() throws Exception {
        try (World world =
                World.withModel(folder)
                        .withStore(BUCKET)
                        .with("S3_POLICY", "advisory")
                        .with("LOGGING_ENDPOINT", "http://127.0.0.1:9/log")
                        .startAndWait()) {
            int port = world.killStore();
            for (int call = 0; call < 50; call++) {
                assertThat(world.predict(IMAGE).statusCode()).isEqualTo(200);
            }
            world.reviveStore(port, BUCKET);
            assertThat(world.get("/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersOnlyWhatIsKeptWhenToldSo() throws Exception {
        try (World world =
                World.withModel(folder)
                        .withStore(BUCKET)
                        .with("S3_UPLOAD", "sync")
                        .startAndWait()) {
            assertThat(world.predict(IMAGE).statusCode()).isEqualTo(200);
            assertThat(objects(world)).hasSize(1);
            int port = world.killStore();
            HttpResponse<String> unkept = world.predict(IMAGE);
            assertThat(unkept.statusCode()).isEqualTo(502);
            assertThat(World.json(unkept).path("error").asText()).isEqualTo("upload_failed");
            world.reviveStore(port, BUCKET);
        }
    }

    @Test
    void sendsWhatWaitsBeforeItEnds() throws Exception {
        try (FakeLog log = FakeLog.start()) {
            World world =
                    World.withModel(folder)
                            .with("LOGGING_ENDPOINT", log.endpoint().toString())
                            .startAndWait();
            try (world) {
                assertThat(world.predict(IMAGE).statusCode()).isEqualTo(200);
            }
            assertThat(log.bodies()).hasSize(1);
        }
    }
}
