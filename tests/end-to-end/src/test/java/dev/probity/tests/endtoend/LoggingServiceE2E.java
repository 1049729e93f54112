package dev.probity.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.probity.engine.Event;
import dev.probity.engine.ReplicaId;
import dev.probity.runtime.LocalApplication;
import dev.probity.runtime.Options;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.Application;
import dev.probity.spec.Port;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;
import dev.probity.spec.yaml.ProbityYaml;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/// The logging service by its own files, with a client that writes all the time while its database
/// is taken away and comes back.
@Timeout(400)
class LoggingServiceE2E {
    private static final Path SAMPLE =
            Path.of("../../samples/logging-service").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofSeconds(90); // the machine may be busy
    private static final String SERVICE = "cloud-logging-api";

    @TempDir private Path state;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();

    private static Application application(
            String file, Map<String, Integer> ports, Map<String, String> more) throws IOException {
        assertThat(SAMPLE.resolve("target/logging-service.jar"))
                .as("the sample is built; run mvn verify")
                .exists();
        Map<String, String> environment = new HashMap<>(Sample.environment());
        environment.putAll(more);
        String text = Files.readString(SAMPLE.resolve(file));
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            text = text.replace(port.getKey(), port.getValue().toString());
        }
        return ProbityYaml.read(
                        new Source(file, text),
                        SAMPLE,
                        Surroundings.with(environment),
                        new Diagnostics())
                .orElseThrow()
                .application();
    }

    @Test
    void runsByItselfOnSqlite() throws Exception {
        int port = Loopback.freePort();
        Application application =
                application(
                        "probity.yaml",
                        Map.of("8001", port),
                        Map.of("DATABASE_URL", "jdbc:sqlite:" + state.resolve("p.db")));
        try (RunningApplication running =
                LocalApplication.start(
                        application,
                        Options.of(Sample.environment()).withStateBase(state))) {
            awaitRotation(running, 1);
            assertThat(post(port, "one").statusCode()).isEqualTo(200);
            assertThat(Loopback.get(port, "/stats").body()).contains("\"total_predictions\":1");
            end(running);
        }
    }

    @Test
    void leavesTheTrafficWithItsDatabaseAndComesBackWithItAndLosesNothing() throws Exception {
        assumeThat(isPostgresThere() || System.getenv("CI") != null)
                .as("no PostgreSQL on this machine; install the package postgresql")
                .isTrue();
        int port = Loopback.freePort();
        // Not below the test's own folder: the server may be another user, who cannot enter there.
        Path data = Files.createTempDirectory("probity-postgresql");
        Application application =
                application(
                        "postgresql.yaml",
                        Map.of("8001", port, "5432", Loopback.freePort()),
                        Map.of("PGDATA", data.toString()));
        try (RunningApplication running =
                LocalApplication.start(
                        application,
                        Options.of(Sample.environment()).withStateBase(state))) {
            awaitRotation(running, 2);
            Thread load = Thread.ofVirtual().start(() -> write(port));
            awaitMore();
            stopAndStartTheDatabase(running, port);
            killTheDatabase(running);
            over.set(true);
            load.join();
            assertThat(missing(port)).as("acknowledged and not there").isEmpty();
            end(running);
        }
    }

    private void stopAndStartTheDatabase(RunningApplication running, int port) throws Exception {
        command(running, id -> new Event.Stop(id, List.of("database"), Optional.empty()));
        awaitRotation(running, 0);
        for (int ordinal = 1; ordinal <= 2; ordinal++) {
            int own = ownPort(running, ordinal);
            assertThat(Loopback.get(own, "/ready").body())
                    .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"database_not_accessible\"}");
            assertThat(Loopback.get(own, "/health").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = post(port, "nobody");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        command(running, id -> new Event.Start(id, List.of("database")));
        awaitRotation(running, 2);
        awaitMore();
        assertThat(restarts(running)).as("no replica was restarted for it").isZero();
    }

    /// Probity brings it back at once, before anybody has to leave.
    private void killTheDatabase(RunningApplication running) throws Exception {
        long pid = running.processes(new ReplicaId("database", 1)).getFirst();
        Process kill = new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
        await().atMost(LIMIT)
                .until(() -> running.snapshot()
                        .replica(new ReplicaId("database", 1))
                        .filter(replica -> replica.restarts() > 0 && replica.inRotation())
                        .isPresent());
        awaitMore();
        awaitRotation(running, 2);
        assertThat(restarts(running)).isZero();
    }

    private static boolean isPostgresThere() {
        return Files.isDirectory(Path.of("/usr/lib/postgresql"));
    }

    private static void awaitRotation(RunningApplication running, int replicas) {
        await(replicas + " in the rotation")
                .atMost(LIMIT)
                .until(() -> running.snapshot()
                        .service(SERVICE)
                        .filter(service -> service.rotation().size() == replicas)
                        .isPresent());
    }

    private static int restarts(RunningApplication running) {
        return running.snapshot().service(SERVICE).orElseThrow().replicas().stream()
                .mapToInt(replica -> replica.restarts())
                .sum();
    }

    private static int ownPort(RunningApplication running, int ordinal) {
        Map<Port, Integer> ports = running.ports(new ReplicaId(SERVICE, ordinal));
        return ports.values().iterator().next();
    }

    private static void command(
            RunningApplication running, LongFunction<? extends Event.Command> command)
            throws Exception {
        Optional<String> refused =
                running.command(command)
                        .toCompletableFuture()
                        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(refused).isEmpty();
    }

    private static void end(RunningApplication running) throws Exception {
        running.command(id -> new Event.Shutdown(id, false));
        running.ended().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
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
                .atMost(LIMIT)
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
