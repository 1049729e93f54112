package dev.probity.samples.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// The same service on a real PostgreSQL, which is killed and frozen.
@Tag("whole")
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one server for all of it
class PostgresIT {
    private Postgres postgres;

    @BeforeAll
    void startPostgres() throws Exception {
        postgres = Postgres.start();
    }

    @AfterAll
    void stopPostgres() throws Exception {
        if (postgres != null) {
            postgres.end();
        }
    }

    private Running running() throws IOException {
        return Running.on(postgres.url(), "DATABASE_CHECK_SECONDS", "2");
    }

    @Test
    void storesOnceWhatTwoReplicasAreSentAtTheSameTime() throws Exception {
        try (Running first = running().awaitReady();
                Running second = running().awaitReady();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int before = first.client.json("/stats").path("total_predictions").asInt();
            List<Callable<HttpResponse<String>>> posts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String batch = Bodies.batch("two-" + i + "-", 16);
                posts.add(() -> first.client.post(batch));
                posts.add(() -> second.client.post(batch));
            }
            int stored = 0;
            for (Future<HttpResponse<String>> each : threads.invokeAll(posts)) {
                assertThat(each.get().statusCode()).isEqualTo(200);
                stored += Client.json(each.get()).path("predictions_stored").asInt();
            }
            assertThat(stored).isEqualTo(800);
            assertThat(second.client.json("/stats").path("total_predictions").asInt() - before)
                    .isEqualTo(800);
        }
    }

    /// The server would have to make one of them step back, after a second.
    @Test
    void locksNobodyOutThatIsSentTheSameInAnotherOrder() throws Exception {
        int deadlocks = deadlocks();
        try (Running first = running().awaitReady();
                Running second = running().awaitReady();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                String up = Bodies.batch("way-" + i + "-", 400);
                String down = Bodies.reversed("way-" + i + "-", 400);
                List<Callable<HttpResponse<String>>> both =
                        List.of(() -> first.client.post(up), () -> second.client.post(down));
                int stored = 0;
                for (Future<HttpResponse<String>> each : threads.invokeAll(both)) {
                    stored += Client.json(each.get()).path("predictions_stored").asInt();
                }
                assertThat(stored).isEqualTo(400);
            }
        }
        // It counts them when a session has ended, which by now both have.
        assertThat(deadlocks()).isEqualTo(deadlocks);
    }

    @Test
    void givesBackWhatItWasGiven() throws Exception {
        try (Running running = running().awaitReady()) {
            running.client.store(Bodies.prediction("back", true));
            JsonNode found =
                    running.client
                            .json("/predictions?limit=1&defect_only=true")
                            .path("predictions")
                            .path(0);
            assertThat(found.path("prediction_id").asText()).isEqualTo("back");
            assertThat(found.path("detections").path(0).path("class").asText()).isEqualTo("truck");
            HttpResponse<String> first =
                    running.client.post(Bodies.batch("key", 2), "Idempotency-Key", "k");
            HttpResponse<String> again =
                    running.client.post(Bodies.batch("key", 2), "Idempotency-Key", "k");
            assertThat(Client.json(again).path("predictions_stored"))
                    .isEqualTo(Client.json(first).path("predictions_stored"));
        }
    }

    @Test
    void putsAsideWhatTheDatabaseWillNotTake() throws Exception {
        try (Running running = running().awaitReady()) {
            execute("ALTER TABLE predictions ADD CHECK (image_id <> 'image-poison1')");
            JsonNode answer = Client.json(running.client.post(Bodies.batch("poison", 3)));
            assertThat(answer.path("predictions_stored").asInt()).isEqualTo(2);
            assertThat(answer.path("dead_letters").asInt()).isEqualTo(1);
            assertThat(running.client.metric("logging_dead_letters_total")).isEqualTo(1);
        }
    }

    /// It stays alive, leaves the traffic for the right reason, comes back, and has lost nothing.
    @Test
    void outlivesAKilledDatabaseUnderLoad() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        try (Running running = running().awaitReady()) {
            Client client = running.client;
            Thread load = Thread.ofVirtual().start(() -> post(client, acknowledged, over));
            awaitMore(acknowledged);
            postgres.kill();
            running.awaitReason("database_not_accessible");
            assertThat(client.get("/health").statusCode()).isEqualTo(200);
            assertThat(client.get("/livez").statusCode()).isEqualTo(200);
            assertThat(client.metric("logging_db_accessible")).isZero();
            HttpResponse<String> refused = client.post(Bodies.prediction("refused"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(client.get("/stats").statusCode()).isEqualTo(503);

            postgres.startAgain();
            running.awaitReady();
            awaitMore(acknowledged);
            over.set(true);
            load.join();
            assertThat(client.metric("logging_db_accessible")).isEqualTo(1);
        }
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(stored());
        assertThat(acknowledged).hasSizeGreaterThan(16);
        assertThat(lost).isEmpty();
    }

    /// A frozen server is the worse one: nothing is refused, nothing is answered.
    @Test
    void answersProbesAtOnceAndClientsInTimeWhileTheDatabaseHangs() throws Exception {
        try (Running running = running().awaitReady()) {
            Client client = running.client;
            client.store(Bodies.prediction("before-frost"));
            try {
                postgres.freeze();
                long began = System.nanoTime();
                HttpResponse<String> refused = client.post(Bodies.prediction("frozen"));
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .isLessThan(Duration.ofSeconds(6));
                running.awaitReason("database_not_accessible");
                for (String path : List.of("/health", "/ready", "/metrics", "/livez")) {
                    long asked = System.nanoTime();
                    int status = client.get(path).statusCode();
                    assertThat(status).as(path).isEqualTo(path.equals("/ready") ? 503 : 200);
                    assertThat(Duration.ofNanos(System.nanoTime() - asked))
                            .as(path)
                            .isLessThan(Duration.ofMillis(500)); // the machine may be busy
                }
            } finally {
                postgres.thaw();
            }
            running.awaitReady();
            client.store(Bodies.prediction("after-frost"));
        }
    }

    private static void post(Client client, Set<String> acknowledged, AtomicBoolean over) {
        try {
            for (int i = 0; !over.get(); i++) {
                String prefix = "load-" + i + "-";
                if (isTaken(client, Bodies.batch(prefix, 8))) {
                    for (int row = 0; row < 8; row++) {
                        acknowledged.add(prefix + row);
                    }
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isTaken(Client client, String batch) throws InterruptedException {
        try {
            return client.post(batch).statusCode() == 200;
        } catch (IOException problem) {
            return false;
        }
    }

    private static void awaitMore(Set<String> acknowledged) {
        int before = acknowledged.size();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> acknowledged.size() > before + 16);
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + postgres.url().replace("postgres@", "") + "?user=postgres");
    }

    private void execute(String command) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private int deadlocks() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT sum(deadlocks) FROM pg_stat_database")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Set<String> stored() throws SQLException {
        Set<String> stored = new HashSet<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT prediction_id FROM predictions")) {
            while (row.next()) {
                stored.add(row.getString(1));
            }
        }
        return stored;
    }
}
