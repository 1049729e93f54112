package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;

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
        try (SampleRun run = SampleRun.start("ml/probity.yaml", ports, variables, state)) {
            run.awaitRotation(INFERENCE, 2);
            run.awaitRotation(LOGGING, 2);
            Thread load = Thread.ofVirtual().start(() -> predict(inference));
            awaitLogged(logging);
            everyMetricThatOperatorsUseIsThere(run);

            takeAway(run, "database", LOGGING, INFERENCE, "database_not_accessible");
            awaitLogged(logging);
            takeAway(run, "registry", INFERENCE, LOGGING, "mlflow_not_accessible");
            takeAway(run, "object-store", INFERENCE, LOGGING, "s3_not_accessible");
            awaitLogged(logging);

            over.set(true);
            load.join();
            assertThat(run.restarts(INFERENCE) + run.restarts(LOGGING))
                    .as("a restart mends no dependency")
                    .isZero();
            run.end();
        }
    }

    private static void takeAway(
            SampleRun run, String what, String leaving, String staying, String reason)
            throws Exception {
        run.stop(what);
        run.awaitRotation(leaving, 0);
        assertThat(run.rotation(staying)).as("%s without %s", staying, what).isEqualTo(2);
        for (int ordinal = 1; ordinal <= 2; ordinal++) {
            int own = run.ownPort(leaving, ordinal);
            assertThat(Loopback.get(own, "/ready").body())
                    .contains("\"reason\":\"" + reason + "\"");
            assertThat(Loopback.get(own, "/health").statusCode()).isEqualTo(200);
        }
        run.start(what);
        run.awaitRotation(leaving, 2);
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
