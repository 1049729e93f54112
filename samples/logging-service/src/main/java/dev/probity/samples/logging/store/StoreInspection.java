package dev.probity.samples.logging.store;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Whether the database can be read, now and then whether it can be written, and whether the writer
/// has a connection. Nothing is left behind: what is written is rolled back.
public final class StoreInspection implements Inspection {
    private static final Duration MARGIN = Duration.ofMillis(200);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(30);

    private final Database database;
    private final Writer writer;
    private final LongConsumer rows;
    private final LongSupplier nanos;
    private long writtenAt;
    private boolean written;

    /// @param rows is told how many are kept
    public StoreInspection(Database database, Writer writer, LongConsumer rows) {
        this(database, writer, rows, System::nanoTime);
    }

    StoreInspection(Database database, Writer writer, LongConsumer rows, LongSupplier nanos) {
        this.database = database;
        this.writer = writer;
        this.rows = rows;
        this.nanos = nanos;
    }

    @Override
    public Result inspect(Attempt attempt) throws InterruptedException {
        try {
            // The first look waits for the database to be opened, so that the service is ready as
            // soon as it can be and not one period later.
            if (!writer.awaitOpened(attempt.remaining().minus(MARGIN))) {
                return Result.down(Database.NOT_ACCESSIBLE);
            }
            if (!writer.isCurrent()) {
                return Result.down(Database.NOT_ACCESSIBLE).with("file", "deleted or replaced");
            }
            read();
            if (!written || nanos.getAsLong() - writtenAt > BETWEEN_WRITES.toNanos()) {
                written = false; // until it has succeeded: a failure is looked at every time
                tryToWrite();
                written = true;
                writtenAt = nanos.getAsLong();
            }
            return writer.isConnected() ? Result.up() : Result.down(Database.NOT_ACCESSIBLE);
        } catch (SQLException problem) {
            return Result.down(database.reason(problem), problem);
        }
    }

    @Override
    public Result overdue() {
        return Result.down(Database.NOT_ACCESSIBLE).with("timeout", true);
    }

    private void read() throws SQLException {
        try (Connection connection = database.reader()) {
            rows.accept(Queries.kept(connection));
        }
    }

    /// A standby and a full disk still answer queries.
    private void tryToWrite() throws SQLException {
        try (Connection connection = database.writer();
                Statement statement = connection.createStatement()) {
            database.begin(connection);
            statement.executeUpdate("UPDATE heartbeat SET beats = beats + 1 WHERE id = 1");
            database.rollback(connection);
        }
    }
}
