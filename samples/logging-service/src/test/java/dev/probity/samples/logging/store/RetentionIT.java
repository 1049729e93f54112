package dev.probity.samples.logging.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class RetentionIT {
    private static final Instant NOW = Instant.parse("2026-11-26T07:00:00Z");

    @TempDir private Path folder;

    private final AtomicLong deleted = new AtomicLong();
    private Database database;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        database = new SqliteDatabase(folder.resolve("p.db"));
        connection = Stores.migrated(database);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void store(Instant received, String prefix, int count) throws SQLException {
        String[] ids = IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
        assertThat(
                        new Ledger(database)
                                .write(connection, List.of(Stores.submission(received, ids))))
                .hasSize(1);
    }

    private long sweep(Retention.Limits limits) throws SQLException {
        Retention retention =
                new Retention(
                        database, limits, Clock.fixed(NOW, ZoneOffset.UTC), deleted::addAndGet);
        long all = 0;
        for (long step = retention.step(connection); step > 0; step = retention.step(connection)) {
            assertThat(step).isLessThanOrEqualTo(1_000);
            all += step;
        }
        return all;
    }

    private String count() throws SQLException {
        return Stores.one(connection, "SELECT count(*) FROM predictions");
    }

    @Test
    void deletesWhatWasReceivedTooLongAgo() throws SQLException {
        store(NOW.minus(Duration.ofDays(31)), "old", 1_500);
        store(NOW.minus(Duration.ofDays(29)), "new", 10);

        long rows =
                sweep(
                        new Retention.Limits(
                                Optional.of(Duration.ofDays(30)),
                                Optional.empty(),
                                Optional.empty()));

        assertThat(rows).isEqualTo(1_500);
        assertThat(deleted).hasValue(1_500);
        assertThat(count()).isEqualTo("10");
        assertThat(Queries.kept(connection)).isEqualTo(10);
        assertThat(new Queries(database).stats().predictions()).isEqualTo(1_510); // as ever
    }

    @Test
    void keepsAsManyAsAreAllowedAndTheLatestOnes() throws SQLException {
        store(NOW, "a", 1_200);
        store(NOW, "b", 100);

        long rows =
                sweep(new Retention.Limits(Optional.empty(), Optional.of(100L), Optional.empty()));

        assertThat(rows).isEqualTo(1_200);
        assertThat(
                        Stores.one(
                                connection,
                                "SELECT count(*) FROM predictions WHERE prediction_id LIKE 'b%'"))
                .isEqualTo("100");
    }

    @Test
    void shrinksTheFileToTheSizeThatIsAllowed() throws SQLException {
        for (int i = 0; i < 10; i++) {
            store(NOW, "n" + i + "-", 1_000);
        }
        long before = database.bytes(connection).orElseThrow();
        long allowed = before / 2;

        long rows =
                sweep(
                        new Retention.Limits(
                                Optional.empty(), Optional.empty(), Optional.of(allowed)));

        assertThat(rows).isBetween(1_000L, 9_000L);
        assertThat(database.bytes(connection).orElseThrow()).isLessThanOrEqualTo(allowed);
        assertThat(Stores.one(connection, "PRAGMA freelist_count")).isEqualTo("0");
    }

    @Test
    void deletesNothingThatMayStay() throws SQLException {
        store(NOW, "a", 10);
        assertThat(
                        sweep(
                                new Retention.Limits(
                                        Optional.of(Duration.ofDays(30)),
                                        Optional.of(10L),
                                        Optional.of(1L << 30))))
                .isZero();
    }
}
