package dev.probity.samples.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The endpoints that probes and Prometheus ask, as the service's document has them.
class HealthIT {

    @TempDir private Path folder;

    @Test
    void isAliveAndReady() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            HttpResponse<String> health = running.client.get("/health");
            JsonNode body = Client.json(health);
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(body.path("status").asText()).isEqualTo("healthy");
            assertThat(body.path("service").asText()).isEqualTo("cloud-logging-api");
            assertThat(body.path("uptime_seconds").asDouble()).isPositive();

            JsonNode ready = running.client.json("/ready");
            assertThat(ready.path("status").asText()).isEqualTo("ready");
            assertThat(ready.path("db_initialized").isBoolean()).isTrue();
            assertThat(ready.path("db_initialized").asBoolean()).isTrue();
        }
    }

    /// Every path of the four documents is there, with and without a slash at its end.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/ready",
                "/startup",
                "/metrics",
                "/livez",
                "/readyz",
                "/startupz",
                "/liveness",
                "/readiness",
                "/lively",
                "/health/live",
                "/health/ready",
                "/health/started",
                "/ready/",
                "/health/"
            })
    void answersOn(String path) throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            assertThat(running.client.get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isAliveAndNotReadyWhileTheDatabaseCannotBeOpened() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        try (Running running = Running.on("jdbc:sqlite:" + inTheWay.resolve("p.db"))) {
            Client client = running.client;
            assertThat(client.get("/livez").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = client.get("/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .isEqualTo(
                            "{\"status\":\"not_ready\",\"reason\":\"database_not_initialized\"}");
            assertThat(client.get("/health").statusCode()).isEqualTo(503);
            assertThat(client.json("/health").path("status").asText()).isEqualTo("starting");
            assertThat(client.get("/startup").statusCode()).isEqualTo(503);
            assertThat(client.metric("logging_db_initialized{service=\"cloud-logging-api\"}"))
                    .isZero();

            HttpResponse<String> post = client.post(Bodies.prediction("p"));
            assertThat(post.statusCode()).isEqualTo(503);
            assertThat(post.headers().firstValue("Retry-After")).isPresent();
            assertThat(Client.json(post).path("reason").asText())
                    .isEqualTo("database_not_initialized");
            assertThat(client.metric("logging_errors_total{service=\"cloud-logging-api\"}"))
                    .isEqualTo(1);

            Files.delete(inTheWay);
            running.awaitReady();
            assertThat(client.post(Bodies.prediction("p")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isUnhealthyWith500WhenOnlyARestartHelps() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            running.service.health().broken("test_says_so");
            HttpResponse<String> health = running.client.get("/health");
            assertThat(health.statusCode()).isEqualTo(500);
            assertThat(Client.json(health).path("status").asText()).isEqualTo("unhealthy");
            assertThat(Client.json(health).path("error").asText()).isEqualTo("test_says_so");
            assertThat(running.client.get("/livez").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void refusesToWriteOnAFullDiskAndSaysSo() throws Exception {
        try (Running running =
                Running.on(folder, "DISK_FULL_PERCENT", "1").awaitReason("disk_full")) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(
                                            Client.json(running.client.post(Bodies.prediction("p")))
                                                    .path("reason")
                                                    .asText())
                                    .isEqualTo("disk_full"));
            assertThat(running.client.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersOnAPortOfItsOwnWhenToldTo() throws Exception {
        int port = Ports.free();
        try (Running running =
                        Running.on(folder, "MANAGEMENT_PORT", Integer.toString(port)).awaitReady();
                Client management = new Client(port)) {
            assertThat(management.get("/ready").statusCode()).isEqualTo(200);
            assertThat(management.get("/stats").statusCode()).isEqualTo(404);
            assertThat(running.client.get("/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsDetailsToWhoeverHasTheTokenOnly() throws Exception {
        try (Running running =
                Running.on(folder, "HEALTH_TOKEN", "0123456789abcdef").awaitReady()) {
            assertThat(running.client.json("/ready").has("checks")).isFalse();
            assertThat(
                            Client.json(
                                            running.client.get(
                                                    "/ready",
                                                    "Authorization",
                                                    "Bearer 0123456789abcdef"))
                                    .path("checks")
                                    .has("database"))
                    .isTrue();
        }
    }

    /// Names, types and labels, whatever the order of the lines.
    @ParameterizedTest(name = "{0} is a {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    logging_db_initialized              | gauge     | {service="cloud-logging-api"}
                    logging_predictions_total           | counter   | {service="cloud-logging-api"}
                    logging_defects_total               | counter   | {service="cloud-logging-api"}
                    logging_errors_total                | counter   | {service="cloud-logging-api"}
                    logging_batches_total               | counter   | {result="stored"}
                    logging_duplicates_total            | counter   | ''
                    logging_commit_duration_seconds     | histogram | _count
                    logging_queue_depth                 | gauge     | ''
                    logging_queue_rejected_total        | counter   | ''
                    logging_db_accessible               | gauge     | ''
                    logging_last_prediction_timestamp_seconds | gauge | ''
                    logging_rows                        | gauge     | ''
                    logging_dead_letters_total          | counter   | ''
                    logging_retention_deleted_total     | counter   | ''
                    """)
    void hasTheMetric(String name, String type, String rest) throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            HttpResponse<String> page = running.client.get("/metrics");
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("text/plain"));
            assertThat(page.body()).endsWith("\n").contains("# TYPE " + name + " " + type + "\n");
            assertThat(running.client.metric(name + rest)).isGreaterThanOrEqualTo(0);
        }
    }

    /// The strict format of OpenMetrics: each line is one of four kinds, and the last one is EOF.
    @Test
    void speaksOpenMetricsToWhoeverAccepts() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            String text =
                    running.client.get("/metrics", "Accept", "application/openmetrics-text").body();
            assertThat(text).endsWith("# EOF\n").contains("# TYPE logging_predictions counter\n");
            assertThat(text.lines())
                    .allMatch(line ->
                            line.matches(
                                    "# (HELP|TYPE|UNIT) [a-z_:]+ .*|# EOF"
                                            + "|[a-z_:]+(\\{[^{}]*})? [-+0-9.eEInfNa]+"));
        }
    }

    /// Nobody waits for the database here: not while it is asked, not while it hangs. The bounds
    /// are those of the document; what is measured on a quiet machine is in README.md.
    @Test
    void answersProbesWithinTheDocumentsBoundsUnderLoad() throws Exception {
        try (Running running = Running.on(folder).awaitReady()) {
            Thread load = Thread.ofVirtual().start(() -> post(running.client));
            // Other work on the machine may spoil a round; a slow service spoils all.
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> {
                        List<Duration> times = timesOfProbes(running);
                        assertThat(times.get(times.size() / 2)).isLessThan(Duration.ofMillis(50));
                        assertThat(times.get(times.size() * 99 / 100))
                                .isLessThan(Duration.ofMillis(150));
                    });
            load.interrupt();
            load.join();
        }
    }

    /// Sorted.
    private static List<Duration> timesOfProbes(Running running) throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            for (String path : List.of("/health", "/ready", "/metrics")) {
                long began = System.nanoTime();
                assertThat(running.client.get(path).statusCode()).isEqualTo(200);
                times.add(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        times.sort(null);
        return times;
    }

    private static void post(Client client) {
        try {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                client.store(Bodies.batch("load-" + i + "-", 32));
            }
        } catch (java.io.IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
