package dev.probity.samples.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Kills the service with SIGKILL while clients write, again and again, and looks for what it has
/// acknowledged. `-Dkills=200 -Dseed=1` is the longer run.
@Tag("whole")
class KillIT {
    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final long SEED = Long.getLong("seed", 20_261);
    private static final int CLIENTS = 4;
    private static final int ROWS = 8;
    private static final int LONGEST_LIFE_MILLIS = 300;

    @TempDir private Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong batches = new AtomicLong();
    private final CountDownLatch enough = new CountDownLatch(1);

    @Test
    void losesNothingThatItHasAcknowledgedOverKills() throws Exception {
        int port = Ports.free();
        Path file = folder.resolve("predictions.db");
        Map<String, String> environment =
                Map.of("PORT", Integer.toString(port), "DATABASE_URL", "jdbc:sqlite:" + file);
        Random random = new Random(SEED);
        try (Client client = new Client(port)) {
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                writers.add(Thread.ofVirtual().start(() -> write(client)));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                long before = acknowledged.size();
                ServiceProcess service = ServiceProcess.start(folder.resolve("log"), environment);
                await("something acknowledged in life " + kill + ", seed " + SEED)
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> acknowledged.size() > before);
                boolean over =
                        enough.await(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
                assertThat(over).isFalse();
                service.kill();
            }
            enough.countDown();
            for (Thread writer : writers) {
                writer.join();
            }
        }
        compare(file);
        System.out.printf(
                "%d kills, %d predictions acknowledged, none lost%n", KILLS, acknowledged.size());
    }

    private void write(Client client) {
        try {
            while (enough.getCount() > 0) {
                writeOne(client, "b" + batches.incrementAndGet() + "-");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Repeats a batch until it is acknowledged, as a client should.
    private void writeOne(Client client, String prefix) throws InterruptedException {
        do {
            if (isAcknowledged(client, Bodies.batch(prefix, ROWS))) {
                for (int i = 0; i < ROWS; i++) {
                    acknowledged.add(prefix + i);
                }
                return;
            }
        } while (!enough.await(20, TimeUnit.MILLISECONDS));
    }

    private static boolean isAcknowledged(Client client, String batch) throws InterruptedException {
        try {
            return client.post(batch).statusCode() == 200;
        } catch (IOException killed) {
            return false;
        }
    }

    private void compare(Path file) throws SQLException {
        Set<String> stored = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            long rows = 0;
            try (ResultSet row = statement.executeQuery("SELECT prediction_id FROM predictions")) {
                for (; row.next(); rows++) {
                    stored.add(row.getString(1));
                }
            }
            Set<String> lost = new HashSet<>(acknowledged);
            lost.removeAll(stored);
            assertThat(lost).as("acknowledged and not there, seed " + SEED).isEmpty();
            assertThat(stored).as("no prediction is there twice").hasSize((int) rows);
            assertThat(one(statement, "SELECT predictions FROM totals WHERE kind = 'all'"))
                    .as("the sums are those of the rows")
                    .isEqualTo(Long.toString(rows));
            assertThat(one(statement, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /// The driver's own way leaves a copy of its library behind for each process that is killed.
    @Test
    void leavesNothingBehindInTheTemporaryFolderWhenKilled() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        int port = Ports.free();
        try (Client client = new Client(port)) {
            for (int i = 0; i < 2; i++) {
                ServiceProcess service =
                        ServiceProcess.start(
                                folder.resolve("log"),
                                Map.of(
                                        "PORT", Integer.toString(port),
                                        "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary,
                                        "DATABASE_URL", "jdbc:sqlite:" + folder.resolve("p.db")));
                service.awaitReady(client).kill();
            }
        }
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void finishesWhatItHasBegunWhenTerminated() throws Exception {
        int port = Ports.free();
        Path file = folder.resolve("predictions.db");
        try (Client client = new Client(port)) {
            ServiceProcess service =
                    ServiceProcess.start(
                            folder.resolve("log"),
                            Map.of(
                                    "PORT",
                                    Integer.toString(port),
                                    "DRAIN_SECONDS",
                                    "1",
                                    "DATABASE_URL",
                                    "jdbc:sqlite:" + file));
            service.awaitReady(client);
            Thread writer = Thread.ofVirtual().start(() -> write(client));
            await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > 100);
            int code = service.terminate();
            enough.countDown();
            writer.join();

            assertThat(code).isEqualTo(143);
            compare(file);
        }
    }
}
