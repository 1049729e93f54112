package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Tag;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Both services with everything around them, under load, while one thing after another is taken
/// away: the right replicas leave the traffic, for the right reason, and come back.
@Tag("whole")
@Timeout(600)
class MlE2E {
    private static final String INFERENCE = "inference-service";
    private static final String LOGGING = "cloud-logging-api";
    private static final Path OPERATIONS = Path.of("../../samples/ml").toAbsolutePath().normalize();
    private static final Pattern METRIC =
            Pattern.compile("\\b(inference|logging|probity)_[a-z0-9_]+");

    @TempDir private Path state;
    @TempDir private Path cache;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger predicted = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void everybodyLeavesForTheRightReasonAndComesBack() throws Exception {
        SampleRun.requireBuilt("logging-service/target/logging-service.jar");
        SampleRun.requireBuilt("inference-service/target/inference-service.jar");
        Path data = SampleRun.folderForPostgres();
        int inference = Loopback.freePort();
        int logging = Loopback.freePort();
        Map<Integer, Integer> ports =
                Map.of(
                        8000, inference,
                        8001, logging,
                        5000, Loopback.freePort(),
                        9000, Loopback.freePort(),
                        5432, Loopback.freePort());
        Map<String, String> variables =
                Map.of("PGDATA", data.toString(), "MODEL_CACHE_DIR", cache.toString());
        try (SampleRun run =
                SampleRun.start("ml/probity.yaml", ports, variables, state, MlE2E::mortal)) {
            run.awaitRotation(INFERENCE, 2);
            run.awaitRotation(LOGGING, 2);
            Thread load = Thread.ofVirtual().start(() -> predict(inference));
            awaitLogged(logging);
            everyMetricThatOperatorsUseIsThere(run);

            new Outage("database", LOGGING, logging, INFERENCE, "database_not_accessible").of(run);
            awaitLogged(logging);
            new Outage("registry", INFERENCE, inference, LOGGING, "mlflow_not_accessible").of(run);
            new Outage("object-store", INFERENCE, inference, LOGGING, "s3_not_accessible").of(run);
            awaitLogged(logging);

            over.set(true);
            load.join();
            assertThat(run.restarts(INFERENCE) + run.restarts(LOGGING))
                    .as("a restart mends no dependency")
                    .isZero();
            run.end();
        }
    }

    /// What is killed stays away until it is started again; the file's own policy has it back
    /// before anybody misses it.
    private static String mortal(String text) {
        String mortal =
                text.replaceAll(
                        "(?m)^  (registry|object-store|database):$",
                        "$0\n    restartPolicy: Never");
        assertThat(mortal.length() - text.length())
                .isEqualTo(3 * "\n    restartPolicy: Never".length());
        return mortal;
    }

    /// @param port the public one of who leaves
    private record Outage(String what, String leaving, int port, String staying, String reason) {

        void of(SampleRun run) throws Exception {
            run.kill(what);
            run.awaitRotation(leaving, 0);
            for (int ordinal = 1; ordinal <= 2; ordinal++) {
                String refusal = "{\"status\":\"not_ready\",\"reason\":\"%s\"}".formatted(reason);
                assertTells(run, leaving, ordinal, 503, refusal);
                assertTells(run, staying, ordinal, 200, "\"status\":\"ready\"");
                assertThat(run.replica(leaving, ordinal))
                        .as("it runs on, and nobody asks it")
                        .hasValueSatisfying(replica ->
                                assertThat(replica.started() && !replica.ready()).isTrue());
            }
            assertThat(run.rotation(staying)).as("%s without %s", staying, what).isEqualTo(2);
            HttpResponse<String> refused = Loopback.get(port, "/");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();

            run.start(what);
            run.awaitRotation(leaving, 2);
            for (int ordinal = 1; ordinal <= 2; ordinal++) {
                assertTells(run, leaving, ordinal, 200, "\"status\":\"ready\"");
            }
            assertThat(Loopback.get(port, "/").statusCode()).isEqualTo(200);
        }

        private static void assertTells(
                SampleRun run, String service, int ordinal, int status, String told)
                throws Exception {
            int own = run.ownPort(service, ordinal);
            HttpResponse<String> ready = Loopback.get(own, "/ready");
            assertThat(ready.statusCode()).isEqualTo(status);
            assertThat(ready.body()).contains(told);
            assertThat(Loopback.get(own, "/health").statusCode()).isEqualTo(200);
        }
    }

    private void predict(int port) {
        byte[] picture = new byte[3 * 32 * 32 * 4];
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/predict"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                        .build();
        while (!over.get()) {
            try {
                HttpResponse<String> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    predicted.incrementAndGet();
                }
            } catch (IOException problem) {
                // The next one may be served.
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// What is predicted from now on reaches the log.
    private void awaitLogged(int port) throws Exception {
        int before = logged(port);
        int served = predicted.get();
        await("more is predicted and logged")
                .atMost(SampleRun.LIMIT)
                .until(() -> predicted.get() > served && logged(port) > before);
    }

    private static int logged(int port) throws Exception {
        String stats = Loopback.get(port, "/stats").body();
        return new ObjectMapper().readTree(stats).path("total_predictions").asInt();
    }

    /// Rules and dashboard name only what the services really tell.
    private static void everyMetricThatOperatorsUseIsThere(SampleRun run) throws Exception {
        Set<String> told = new HashSet<>();
        for (String service : List.of(INFERENCE, LOGGING)) {
            String page = Loopback.get(run.ownPort(service, 1), "/metrics").body();
            page.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> told.add(line.split("[ {]", 2)[0]));
        }
        Set<String> unknown = new TreeSet<>();
        for (String file : List.of("prometheus/rules.yml", "grafana/dashboard.json")) {
            Matcher name = METRIC.matcher(Files.readString(OPERATIONS.resolve(file)));
            while (name.find()) {
                if (!told.contains(name.group())) {
                    unknown.add(name.group() + " in " + file);
                }
            }
        }
        assertThat(told).hasSizeGreaterThan(20);
        assertThat(unknown).isEmpty();
    }
}
