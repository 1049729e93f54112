package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The logging service by its own files, with a client that writes all the time while its database
/// is taken away and comes back.
@Tag("whole")
@Timeout(400)
class LoggingServiceE2E {
    private static final String SERVICE = "cloud-logging-api";

    @TempDir private Path state;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void runsByItselfOnSqlite() throws Exception {
        SampleRun.requireBuilt("logging-service/target/logging-service.jar");
        int port = Loopback.freePort();
        try (SampleRun run =
                SampleRun.start(
                        "logging-service/probity.yaml",
                        Map.of(8001, port),
                        Map.of("DATABASE_URL", "jdbc:sqlite:" + state.resolve("p.db")),
                        state)) {
            run.awaitRotation(SERVICE, 1);
            assertThat(post(port, "one").statusCode()).isEqualTo(200);
            assertThat(Loopback.get(port, "/stats").body()).contains("\"total_predictions\":1");
            assertThat(exampleOfTheReadme(port)).contains("\"predictions_stored\":1");
            run.end();
        }
    }

    /// What the README tells to type, typed.
    private static String exampleOfTheReadme(int port) throws Exception {
        String readme = Files.readString(Path.of("../../samples/logging-service/README.md"));
        Matcher example =
                Pattern.compile("\\$ (curl -d .*?localhost:8001/log)", Pattern.DOTALL)
                        .matcher(readme);
        assertThat(example.find()).isTrue();
        String typed = example.group(1).replace("8001", Integer.toString(port));
        Process process = new ProcessBuilder("sh", "-c", typed).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void leavesTheTrafficWithItsDatabaseAndComesBackWithItAndLosesNothing() throws Exception {
        SampleRun.requireBuilt("logging-service/target/logging-service.jar");
        Path data = SampleRun.folderForPostgres();
        int port = Loopback.freePort();
        try (SampleRun run =
                SampleRun.start(
                        "logging-service/postgresql.yaml",
                        Map.of(8001, port, 5432, Loopback.freePort()),
                        Map.of("PGDATA", data.toString()),
                        state)) {
            run.awaitRotation(SERVICE, 2);
            Thread load = Thread.ofVirtual().start(() -> write(port));
            awaitMore();
            stopAndStartTheDatabase(run, port);
            killTheDatabase(run);
            over.set(true);
            load.join();
            assertThat(missing(port)).as("acknowledged and not there").isEmpty();
            run.end();
        }
    }

    private void stopAndStartTheDatabase(SampleRun run, int port) throws Exception {
        run.stop("database");
        run.awaitRotation(SERVICE, 0);
        for (int ordinal = 1; ordinal <= 2; ordinal++) {
            int own = run.ownPort(SERVICE, ordinal);
            assertThat(Loopback.get(own, "/ready").body())
                    .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"database_not_accessible\"}");
            assertThat(Loopback.get(own, "/health").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = post(port, "nobody");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        run.start("database");
        run.awaitRotation(SERVICE, 2);
        awaitMore();
        assertThat(run.restarts(SERVICE)).as("no replica was restarted for it").isZero();
    }

    /// Probity brings it back at once, before anybody has to leave.
    private void killTheDatabase(SampleRun run) throws Exception {
        run.kill("database");
        await("the database is back")
                .atMost(SampleRun.LIMIT)
                .until(() ->
                        run.replica("database", 1)
                                .filter(replica -> replica.restarts() > 0 && replica.inRotation())
                                .isPresent());
        awaitMore();
        run.awaitRotation(SERVICE, 2);
        assertThat(run.restarts(SERVICE)).isZero();
    }

    private void write(int port) {
        for (int i = 0; !over.get(); i++) {
            String id = "p" + i;
            try {
                if (post(port, id).statusCode() == 200) {
                    acknowledged.add(id);
                }
            } catch (IOException problem) {
                // It is not acknowledged; the next one may be.
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void awaitMore() {
        int before = acknowledged.size();
        await("more is acknowledged")
                .atMost(SampleRun.LIMIT)
                .until(() -> acknowledged.size() > before + 20);
    }

    private HttpResponse<String> post(int port, String id)
            throws IOException, InterruptedException {
        String body =
                """
                {"prediction_id":"%s","image_id":"i","timestamp":1764142657,"model_version":"3",
                 "model_name":"cifar10-model","inference_time_ms":1.5,"detections":[]}
                """
                        .formatted(id);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/log"))
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Sends everything once more: what is there is a duplicate.
    private Set<String> missing(int port) throws IOException, InterruptedException {
        Set<String> missing = new HashSet<>();
        for (String id : acknowledged) {
            HttpResponse<String> answer = post(port, id);
            if (!answer.body().contains("\"duplicates\":1")) {
                missing.add(id + ": " + answer.body());
            }
        }
        return missing;
    }
}
