package dev.probity.samples.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a client sees of a service that keeps its predictions in SQLite.
class LoggingServiceIT {

    @TempDir private Path folder;

    @Test
    void storesOnePredictionAndSaysSo() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            HttpResponse<String> answer = running.client.post(Bodies.prediction("p1"));

            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode body = Client.json(answer);
            assertThat(body.path("status").asText()).isEqualTo("success");
            assertThat(body.path("predictions_stored").asInt()).isEqualTo(1);
            assertThat(body.path("duplicates").asInt()).isZero();
            assertThat(body.path("batch_size").asInt()).isEqualTo(1);
            assertThat(body.path("batch_id").asText()).isNotEmpty();
            assertThat(body.path("timestamp").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        }
    }

    @Test
    void countsEveryPredictionOfABatchAndEveryDefectOnce() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            Client client = running.client;
            String batch =
                    "{\"batch_size\":3,\"predictions\":[%s,%s,%s]}"
                            .formatted(
                                    Bodies.prediction("a", true),
                                    Bodies.prediction("b", true),
                                    Bodies.prediction("c", false));
            Instant before = Instant.now();
            assertThat(client.post(batch).statusCode()).isEqualTo(200);

            JsonNode ready = client.json("/ready");
            assertThat(ready.path("predictions_logged").asInt()).isEqualTo(3);
            assertThat(ready.path("defects_detected").asInt()).isEqualTo(2);
            assertThat(ready.path("errors").asInt()).isZero();
            assertThat(Instant.parse(ready.path("last_prediction").asText()))
                    .isBetween(before.minusSeconds(1), Instant.now());
            assertThat(client.metric("logging_predictions_total{service=\"cloud-logging-api\"}"))
                    .isEqualTo(3);
            assertThat(client.metric("logging_defects_total{service=\"cloud-logging-api\"}"))
                    .isEqualTo(2);
            assertThat(client.metric("logging_last_prediction_timestamp_seconds"))
                    .isGreaterThan(before.getEpochSecond() - 1.0);
        }
    }

    @Test
    void storesNothingTwice() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            Client client = running.client;
            client.store(Bodies.batch("p", 10));
            JsonNode again = Client.json(client.post(Bodies.batch("p", 12)));

            assertThat(again.path("predictions_stored").asInt()).isEqualTo(2);
            assertThat(again.path("duplicates").asInt()).isEqualTo(10);
            assertThat(client.json("/stats").path("total_predictions").asInt()).isEqualTo(12);
            assertThat(client.metric("logging_duplicates_total")).isEqualTo(10);
            assertThat(client.metric("logging_predictions_total{service=\"cloud-logging-api\"}"))
                    .isEqualTo(12);
        }
    }

    @Test
    void knowsAPredictionWithoutIdByWhatItSays() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            String nameless = Bodies.prediction("x").replace("\"prediction_id\":\"x\",", "");
            running.client.store(nameless);
            JsonNode again = Client.json(running.client.post(nameless));
            JsonNode other =
                    Client.json(
                            running.client.post(nameless.replace("1764142657.25", "1764142658")));

            assertThat(again.path("duplicates").asInt()).isEqualTo(1);
            assertThat(other.path("predictions_stored").asInt()).isEqualTo(1);
        }
    }

    @Test
    void answersARepeatedKeyAsBeforeAndRefusesItForAnotherBody() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            Client client = running.client;
            JsonNode first = Client.json(client.post(Bodies.batch("k", 3), "Idempotency-Key", "1"));
            JsonNode again = Client.json(client.post(Bodies.batch("k", 3), "Idempotency-Key", "1"));
            HttpResponse<String> other =
                    client.post(Bodies.batch("other", 3), "Idempotency-Key", "1");

            assertThat(again.path("predictions_stored").asInt()).isEqualTo(3);
            assertThat(again.path("batch_id")).isEqualTo(first.path("batch_id"));
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(client.json("/stats").path("total_predictions").asInt()).isEqualTo(3);
        }
    }

    @Test
    void tellsTheSumsOfWhatIsStored() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            Client client = running.client;
            client.store(
                    "{\"edge_device_id\":\"line-1\",\"predictions\":[%s,%s]}"
                            .formatted(
                                    Bodies.prediction("a", true),
                                    Bodies.prediction("b")
                                            .replace("1.5", "2.5")
                                            .replace(
                                                    "\"image_id\"",
                                                    "\"edge_device_id\":\"line-2\",\"image_id\"")));
            JsonNode stats = client.json("/stats");

            assertThat(stats.path("total_predictions").asInt()).isEqualTo(2);
            assertThat(stats.path("defects_detected").asInt()).isEqualTo(1);
            assertThat(stats.path("normal_detections").asInt()).isEqualTo(1);
            assertThat(stats.path("average_inference_time_ms").asDouble()).isEqualTo(2.0);
            assertThat(stats.path("predictions_kept").asInt()).isEqualTo(2);
            assertThat(stats.path("by_edge_device").toString())
                    .isEqualTo("{\"line-1\":1,\"line-2\":1}");
            assertThat(stats.path("by_model").toString()).isEqualTo("{\"cifar10-model\":2}");
        }
    }

    @Test
    void givesPredictionsBackPageByPageLatestFirst() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            Client client = running.client;
            for (int i = 0; i < 5; i++) {
                client.store(Bodies.prediction("p" + i, i % 2 == 0));
            }
            JsonNode first = client.json("/predictions?limit=2");
            JsonNode second =
                    client.json(
                            "/predictions?limit=2&before=" + first.path("next_before").asLong());
            JsonNode defects = client.json("/predictions?defect_only=true");

            assertThat(ids(first)).containsExactly("p4", "p3");
            assertThat(ids(second)).containsExactly("p2", "p1");
            assertThat(ids(defects)).containsExactly("p4", "p2", "p0");
            assertThat(defects.has("next_before")).isFalse();
            JsonNode one = first.path("predictions").path(0);
            assertThat(client.get("/predictions?limit=1").body())
                    .contains("\"timestamp\":1764142657.25,");
            assertThat(one.path("detections").path(0).path("class").asText()).isEqualTo("truck");
            assertThat(one.path("confidence_scores").toString()).isEqualTo("[0.9,0.1]");
            assertThat(ids(client.json("/predictions?model_name=other"))).isEmpty();
            assertThat(ids(client.json("/predictions?edge_device_id=other"))).isEmpty();
        }
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("predictions").forEach(item -> ids.add(item.path("prediction_id").asText()));
        return ids;
    }

    @Test
    void commitsOnceForManyWhoWait() throws Exception {
        try (Running running = Running.on(folder).awaitReady();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> posts = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "p" + i;
                posts.add(() -> running.client.post(Bodies.prediction(id)).statusCode());
            }
            for (Future<Integer> status : threads.invokeAll(posts)) {
                assertThat(status.get()).isEqualTo(200);
            }

            assertThat(running.client.json("/stats").path("total_predictions").asInt())
                    .isEqualTo(200);
            assertThat(running.client.metric("logging_commit_duration_seconds_count"))
                    .isBetween(1.0, 150.0);
        }
    }

    @Test
    void keepsWhatItHasAcknowledgedOverARestartAndBeginsItsOwnCountsAnew() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            running.client.store(Bodies.batch("p", 7));
        }
        try (Running running = Running.on(folder).awaitReady()) {
            assertThat(running.client.json("/stats").path("total_predictions").asInt())
                    .isEqualTo(7);
            assertThat(running.client.json("/ready").path("predictions_logged").asInt()).isZero();
        }
    }

    @Test
    void refusesWhoHasNoKeyAndStaysOpenForProbes() throws Exception {
        try (Running running = Running.on(folder, "LOG_API_KEY", "very-secret-key").awaitReady()) {
            Client client = running.client;
            assertThat(client.post(Bodies.prediction("p")).statusCode()).isEqualTo(401);
            assertThat(client.get("/stats").statusCode()).isEqualTo(401);
            assertThat(
                            client.post(
                                            Bodies.prediction("p"),
                                            "Authorization",
                                            "Bearer very-secret-key")
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(client.get("/health").statusCode()).isEqualTo(200);
            assertThat(client.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void asksAGreedyDeviceToComeBackLater() throws Exception {
        try (Running running = Running.on(folder, "DEVICE_ROWS_PER_SECOND", "1").awaitReady()) {
            assertThat(running.client.post(Bodies.batch("a", 10)).statusCode()).isEqualTo(200);
            HttpResponse<String> second = running.client.post(Bodies.batch("b", 10));

            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertThat(running.client.metric("logging_batches_total{result=\"limited\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            Client client = running.client;
            HttpResponse<String> bad = client.post("{\"predictions\":[{\"image_id\":\"x\"}]}");
            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(Client.json(bad).path("pointer").asText())
                    .isEqualTo("/predictions/0/timestamp");
            assertThat(client.post("x".repeat((2 << 20) + 1)).statusCode()).isEqualTo(413);
            assertThat(client.post(Bodies.batch("p", 1_001)).statusCode()).isEqualTo(413);
            assertThat(client.get("/log").statusCode()).isEqualTo(405);
            assertThat(client.send("DELETE", "/predictions").statusCode()).isEqualTo(405);
            assertThat(client.get("/nothing").statusCode()).isEqualTo(404);
            assertThat(client.get("/predictions?limit=0").statusCode()).isEqualTo(400);
            assertThat(client.json("/stats").path("total_predictions").asInt()).isZero();
            assertThat(client.metric("logging_batches_total{result=\"invalid\"}")).isEqualTo(3);
            assertThat(client.metric("logging_errors_total{service=\"cloud-logging-api\"}"))
                    .isZero();
        }
    }

    @Test
    void tellsWhoItIs() throws Exception {
        try (Running running = Running.on(folder, "APP_INSTANCE", "api_1").awaitReady()) {
            JsonNode about = running.client.json("/");
            assertThat(about.path("service").asText()).isEqualTo("cloud-logging-api");
            assertThat(about.path("instance").asText()).isEqualTo("api_1");
            assertThat(Instant.parse(about.path("startup_time").asText()))
                    .isAfter(Instant.now().minus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void noticesADeletedFileAlsoWhenNobodySendsAnything() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            Files.delete(folder.resolve("predictions.db"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.exists(folder.resolve("predictions.db")));
            running.awaitReady();
            running.client.store(Bodies.prediction("after"));
            assertThat(ids(running.client.json("/predictions"))).containsExactly("after");
        }
    }

    @Test
    void makesAFileThatWasDeletedAnewRatherThanWriteWhereNobodyLooks() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            running.client.store(Bodies.prediction("before"));
            for (String ending : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(folder.resolve("predictions.db" + ending));
            }
            running.client.store(Bodies.prediction("after"));
            assertThat(ids(running.client.json("/predictions"))).containsExactly("after");
        }
    }
}
