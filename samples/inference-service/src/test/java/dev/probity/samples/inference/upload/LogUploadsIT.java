package dev.probity.samples.inference.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What the logging service gets, and what is done when it does not take it.
class LogUploadsIT {
    private static Prediction prediction(String id, String label, double confidence) {
        return new Prediction(
                id,
                Instant.ofEpochMilli(1_700_000_000_500L),
                "picture-" + id,
                "cifar10-model",
                "3",
                9,
                label,
                confidence,
                List.of(1 - confidence, confidence),
                0.42);
    }

    private static LogUploads uploads(FakeLog log, String token) {
        return new LogUploads(
                new LogUploads.Target(log.endpoint(), token, "edge-1", Set.of("truck"), 0.5));
    }

    @Test
    void sendsWhatTheContractAsksFor() throws Exception {
        try (FakeLog log = FakeLog.start();
                LogUploads uploads = uploads(log, "the-key")) {
            assertThat(
                            uploads.deliver(
                                    List.of(
                                            prediction("a", "truck", 0.9),
                                            prediction("b", "cat", 0.9),
                                            prediction("c", "truck", 0.4))))
                    .isTrue();
            JsonNode body = log.bodies().getFirst();
            assertThat(body.path("batch_size").asInt()).isEqualTo(3);
            assertThat(body.path("edge_device_id").asText()).isEqualTo("edge-1");
            assertThat(body.path("timestamp").asText()).endsWith("Z");
            JsonNode first = body.path("predictions").path(0);
            assertThat(first.path("prediction_id").asText()).isEqualTo("a");
            assertThat(first.path("image_id").asText()).isEqualTo("picture-a");
            assertThat(first.path("timestamp").asDouble()).isEqualTo(1_700_000_000.5);
            assertThat(first.path("model_version").asText()).isEqualTo("3");
            assertThat(first.path("model_name").asText()).isEqualTo("cifar10-model");
            assertThat(first.path("inference_time_ms").asDouble()).isEqualTo(0.42);
            assertThat(first.path("confidence_scores")).hasSize(2);
            JsonNode detection = first.path("detections").path(0);
            assertThat(detection.path("class").asText()).isEqualTo("truck");
            assertThat(detection.path("bbox").toString()).isEqualTo("[0,0,32,32]");
            assertThat(detection.path("uncertain").asBoolean()).isFalse();
            assertThat(first.path("defect_detected").asBoolean()).isTrue();
            assertThat(body.path("predictions").path(1).path("defect_detected").asBoolean())
                    .isFalse();
            JsonNode unsure = body.path("predictions").path(2);
            assertThat(unsure.path("defect_detected").asBoolean()).isFalse();
            assertThat(unsure.path("detections").path(0).path("uncertain").asBoolean()).isTrue();
            assertThat(log.headers().getFirst().getFirst("Authorization"))
                    .isEqualTo("Bearer the-key");
        }
    }

    @Test
    void sendsAgainWhatIsRefusedForNowAsTheSame() throws Exception {
        try (FakeLog log = FakeLog.start(503, 429);
                LogUploads uploads = uploads(log, "")) {
            assertThat(uploads.deliver(List.of(prediction("a", "cat", 0.9)))).isTrue();
            assertThat(log.bodies()).hasSize(3);
            assertThat(log.bodies().get(2)).isEqualTo(log.bodies().get(0));
            assertThat(log.headers().stream().map(each -> each.getFirst("Idempotency-Key")))
                    .doesNotContainNull()
                    .containsOnly(log.headers().getFirst().getFirst("Idempotency-Key"));
        }
    }

    @Test
    void doesNotInsistOnWhatIsWrong() throws Exception {
        try (FakeLog log = FakeLog.start(422);
                LogUploads uploads = uploads(log, "")) {
            assertThat(uploads.deliver(List.of(prediction("a", "cat", 0.9)))).isFalse();
            assertThat(log.bodies()).hasSize(1);
        }
    }
}
