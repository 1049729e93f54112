package dev.probity.samples.logging.store;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// One file beside the service, in write-ahead mode. Several processes of one machine may share it;
/// machines may not.
public final class SqliteDatabase implements Database {
    private static final int BUSY_MILLIS = 1_500; // less than a caller waits for its answer
    private static final int CACHE_KIB = 8_192;
    private static final int LOG_BYTES = 64 << 20; // what a burst may leave of the log on the disk
    private static final Set<SQLiteErrorCode> ROW =
            EnumSet.of(
                    SQLiteErrorCode.SQLITE_CONSTRAINT,
                    SQLiteErrorCode.SQLITE_MISMATCH,
                    SQLiteErrorCode.SQLITE_TOOBIG,
                    SQLiteErrorCode.SQLITE_RANGE);

    private static final String GONE = "gone";

    private final Path file;
    private final Path folder;

    SqliteDatabase(Path file) {
        this.file = file.toAbsolutePath().normalize();
        Path parent = this.file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " is no file");
        }
        folder = parent;
    }

    public Path folder() {
        return folder;
    }

    @Override
    public String shown() {
        return "jdbc:sqlite:" + file;
    }

    @Override
    public String dialect() {
        return "sqlite";
    }

    @Override
    public Connection writer() throws SQLException {
        NativeLibrary.prepare();
        try {
            Files.createDirectories(folder);
        } catch (IOException problem) {
            throw new SQLException("cannot make the folder of " + file, problem);
        }
        Connection connection = config().createConnection(shown());
        try {
            set(connection);
            return connection;
        } catch (SQLException problem) {
            connection.close();
            throw problem;
        }
    }

    /// Not by JDBC's auto-commit: the driver begins the next transaction as soon as one has ended,
    /// and would keep everybody else out while there is nothing to do.
    ///
    /// Locked from the beginning, because a transaction that reads first and then writes is
    /// refused, not made to wait, when another process has written meanwhile.
    @Override
    public void begin(Connection writer) throws SQLException {
        execute(writer, "BEGIN IMMEDIATE");
    }

    @Override
    public void commit(Connection writer) throws SQLException {
        execute(writer, "COMMIT");
    }

    /// SQLite has taken it back itself after some errors, a full disk for one.
    @Override
    public void rollback(Connection writer) {
        try {
            execute(writer, "ROLLBACK");
        } catch (SQLException none) {
            // There is no transaction any more, which is what is wanted.
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        return config;
    }

    private static void set(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Before the first table, or it has no effect.
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA journal_size_limit = " + LOG_BYTES);
            // Every commit reaches the disk before it returns, also through a power failure.
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA fullfsync = 1"); // macOS needs to be told twice
            statement.execute("PRAGMA checkpoint_fullfsync = 1");
        }
    }

    @Override
    public Connection reader() throws SQLException {
        NativeLibrary.prepare();
        SQLiteConfig config = config();
        config.resetOpenMode(org.sqlite.SQLiteOpenMode.CREATE); // a query makes no database
        Connection connection = config.createConnection(shown());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = 1");
            return connection;
        } catch (SQLException problem) {
            connection.close();
            throw problem;
        }
    }

    @Override
    public boolean sendsRowsTogether() {
        return false;
    }

    /// Its transactions exclude each other already.
    @Override
    public void lockForMigration(Connection connection) {}

    @Override
    public boolean blamesRow(SQLException problem) {
        return Database.anyOf(
                problem,
                any ->
                        any instanceof SQLiteException sqlite
                                && ROW.contains(primary(sqlite.getResultCode())));
    }

    @Override
    public String reason(SQLException problem) {
        return Database.anyOf(
                        problem,
                        any ->
                                any instanceof SQLiteException sqlite
                                        && primary(sqlite.getResultCode())
                                                == SQLiteErrorCode.SQLITE_FULL)
                ? DISK_FULL
                : NOT_ACCESSIBLE;
    }

    /// SQLITE_CONSTRAINT_UNIQUE and the like have their kind in the lowest byte.
    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }

    @Override
    public Object identity() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return key == null ? file : key; // Windows has none, and does not let it be deleted
        } catch (IOException gone) {
            return GONE;
        }
    }

    @Override
    public Optional<Long> bytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long pages = number(statement, "PRAGMA page_count");
            long free = number(statement, "PRAGMA freelist_count");
            return Optional.of((pages - free) * number(statement, "PRAGMA page_size"));
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    @Override
    public void shrink(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // execute() would take one step of it, which frees one page.
            int unused = statement.executeUpdate("PRAGMA incremental_vacuum");
        }
    }

    @Override
    public void close() {}
}
