package dev.probity.samples.logging.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Deletes what is too old or too much, the first that came in first, a little at a time.
///
/// Age counts from when a prediction was received: a device whose clock is wrong must not have its
/// rows deleted at once.
public final class Retention implements AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.probity.samples.logging");
    private static final int ROWS_AT_ONCE = 1_000; // some 10 ms; the writer waits no longer
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration BETWEEN = Duration.ofMillis(50); // the writer's turn
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Database database;
    private final Limits limits;
    private final Clock clock;
    private final LongConsumer deleted;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// What may stay. Absent means everything.
    public record Limits(Optional<Duration> age, Optional<Long> rows, Optional<Long> bytes) {
        public boolean any() {
            return age.isPresent() || rows.isPresent() || bytes.isPresent();
        }
    }

    /// @param deleted is told how many rows each step has deleted
    public Retention(Database database, Limits limits, Clock clock, LongConsumer deleted) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.deleted = deleted;
        this.thread = Thread.ofPlatform().daemon().name("retention").unstarted(this::run);
    }

    /// Only the first call does anything.
    public void start() {
        if (limits.any() && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void run() {
        try {
            do {
                sweep();
            } while (!closing.await(PERIOD.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() throws InterruptedException {
        try (Connection connection = database.writer()) {
            long all = 0;
            for (long step = step(connection); step > 0; step = step(connection)) {
                all += step;
                if (closing.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            if (all > 0) {
                LOG.log(Level.INFO, "retention has deleted {0} predictions", all);
            }
        } catch (SQLException problem) {
            LOG.log(Level.WARNING, "retention has to wait: {0}", problem.getMessage());
        }
    }

    /// @return how many rows it has deleted; 0 when nothing has to go any more
    long step(Connection connection) throws SQLException {
        database.begin(connection);
        long rows = 0;
        if (limits.age().isPresent()) {
            rows = olderThan(connection, clock.instant().minus(limits.age().get()));
        }
        if (rows == 0) {
            rows = first(connection, tooMany(connection));
        }
        if (rows > 0) {
            Totals totals = new Totals();
            totals.addDeleted(rows);
            totals.write(connection);
        }
        database.commit(connection);
        if (rows > 0) {
            database.shrink(connection);
            deleted.accept(rows);
        }
        return rows;
    }

    /// Ids rise with time, so the oldest rows are the first ones: no index on the time is needed.
    private static long olderThan(Connection connection, Instant time) throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement(
                                """
                                DELETE FROM predictions WHERE id IN
                                    (SELECT id FROM predictions ORDER BY id LIMIT %d)
                                AND received_at < ?
                                """
                                        .formatted(ROWS_AT_ONCE));
                PreparedStatement batches =
                        connection.prepareStatement("DELETE FROM batches WHERE received_at < ?")) {
            delete.setString(1, Timestamps.of(time));
            batches.setString(1, Timestamps.of(time));
            batches.executeUpdate();
            return delete.executeUpdate();
        }
    }

    private long tooMany(Connection connection) throws SQLException {
        long kept = Queries.kept(connection);
        long most = limits.rows().orElse(Long.MAX_VALUE);
        if (limits.bytes().isPresent()) {
            long bytes = database.bytes(connection).orElse(0L);
            if (bytes > limits.bytes().get()) {
                return Math.min(kept, ROWS_AT_ONCE);
            }
        }
        return Math.min(Math.max(0, kept - most), ROWS_AT_ONCE);
    }

    private static long first(Connection connection, long rows) throws SQLException {
        if (rows == 0) {
            return 0;
        }
        try (PreparedStatement delete =
                connection.prepareStatement(
                        """
                        DELETE FROM predictions WHERE id IN
                            (SELECT id FROM predictions ORDER BY id LIMIT ?)
                        """)) {
            delete.setLong(1, rows);
            return delete.executeUpdate();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSING);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
