package dev.probity.samples.inference.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Sends batches to the logging service: `POST /log`. What it refuses for now is sent again, with
/// the same ids, so that nothing counts twice.
public final class LogUploads implements Outbox.Delivery<Prediction>, AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.probity.samples.inference");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 6; // about 30 s with the pauses
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final double UNSURE_BELOW = 0.5;
    private static final List<Integer> WHOLE_IMAGE = List.of(0, 0, 32, 32);

    private final Target target;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    /// @param endpoint such as `http://cloud-logging-api:8001/log`
    /// @param token sent as a bearer token; empty for none
    /// @param device what this service calls itself as a sender
    /// @param defects labels that count as defects
    /// @param threshold the least confidence with which they do
    public record Target(
            URI endpoint, String token, String device, Set<String> defects, double threshold) {
        public Target {
            defects = Set.copyOf(defects);
        }

        @Override
        public String toString() {
            return "Target[" + endpoint + "]";
        }
    }

    public LogUploads(Target target) {
        this.target = target;
    }

    @Override
    public boolean deliver(List<Prediction> batch) throws InterruptedException {
        byte[] body = json(batch);
        String key = UUID.randomUUID().toString();
        Duration pause = FIRST_PAUSE;
        String problem = "";
        for (int tried = 0; tried < TRIES; tried++) {
            if (tried > 0) {
                // Somewhere between half the pause and all of it, lest all replicas come together.
                double share = 0.5 + ThreadLocalRandom.current().nextDouble() / 2;
                if (closed.await((long) (pause.toNanos() * share), TimeUnit.NANOSECONDS)) {
                    break;
                }
                pause = pause.multipliedBy(2);
            }
            try {
                int status = send(body, key);
                if (status == 200) {
                    return true;
                }
                problem = "it answers " + status;
                if (status < 500 && status != 429) {
                    break; // it would refuse the same again
                }
            } catch (IOException unreachable) {
                problem = String.valueOf(unreachable);
            }
        }
        LOG.log(
                Level.WARNING,
                "{0} predictions do not get to {1}: {2}",
                batch.size(),
                target.endpoint(),
                problem);
        return false;
    }

    private int send(byte[] body, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.endpoint())
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!target.token().isEmpty()) {
            request.header("Authorization", "Bearer " + target.token());
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    byte[] json(List<Prediction> batch) {
        List<Map<String, Object>> predictions = new ArrayList<>();
        batch.forEach(each -> predictions.add(fields(each)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("predictions", predictions);
        body.put("batch_size", batch.size());
        body.put("timestamp", Instant.now().toString());
        body.put("edge_device_id", target.device());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings and numbers can be written", impossible);
        }
    }

    private Map<String, Object> fields(Prediction prediction) {
        Map<String, Object> detection = new LinkedHashMap<>();
        detection.put("class", prediction.label());
        detection.put("confidence", prediction.confidence());
        detection.put("bbox", WHOLE_IMAGE);
        detection.put("uncertain", prediction.confidence() < UNSURE_BELOW);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("prediction_id", prediction.id());
        fields.put("image_id", prediction.imageId());
        fields.put("timestamp", prediction.at().toEpochMilli() / 1000.0);
        fields.put("model_version", prediction.version());
        fields.put("model_name", prediction.model());
        fields.put("inference_time_ms", prediction.millis());
        fields.put("detections", List.of(detection));
        fields.put("defect_detected", isDefect(prediction));
        fields.put("confidence_scores", prediction.probabilities());
        return fields;
    }

    private boolean isDefect(Prediction prediction) {
        return target.defects().contains(prediction.label())
                && prediction.confidence() >= target.threshold();
    }

    /// Gives up what is being repeated.
    @Override
    public void close() {
        closed.countDown();
        http.shutdownNow();
    }
}
