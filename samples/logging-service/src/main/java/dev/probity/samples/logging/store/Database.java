package dev.probity.samples.logging.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// What the two databases do differently.
public sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {

    /// As it may be shown: without user and password.
    String shown();

    /// The folder of its migrations in this program.
    String dialect();

    /// A connection of the caller's own, whose commits are durable when they return.
    Connection writer() throws SQLException;

    /// Begins a transaction that may write from its beginning.
    void begin(Connection writer) throws SQLException;

    void commit(Connection writer) throws SQLException;

    /// Takes back what has been done since the beginning, if there was one.
    void rollback(Connection writer) throws SQLException;

    /// A connection for a few queries, to be closed soon; at most [#READERS] at a time.
    Connection reader() throws SQLException;

    int READERS = 4;

    String NOT_INITIALIZED = "database_not_initialized";
    String NOT_ACCESSIBLE = "database_not_accessible";
    String DISK_FULL = "disk_full";

    /// Whether many rows go over in one round trip. In a database inside of this process there is
    /// none to save.
    boolean sendsRowsTogether();

    /// Keeps two replicas from migrating at the same time, until the transaction ends.
    void lockForMigration(Connection connection) throws SQLException;

    /// Whether a row was refused for what is in it, and not the database unable to take any.
    boolean blamesRow(SQLException problem);

    /// Why nothing can be written, in the words that readiness uses.
    String reason(SQLException problem);

    /// What somebody who opens it now would find: changes when a file is deleted or replaced. What
    /// is written to the one that was open before is found by nobody.
    Object identity();

    /// How large it is, without what is free in it; absent where that cannot be said.
    Optional<Long> bytes(Connection connection) throws SQLException;

    /// Gives back what deleting has freed.
    void shrink(Connection connection) throws SQLException;

    @Override
    void close();

    /// Whether any exception of a chain is as asked for: drivers wrap what a batch has met.
    static boolean anyOf(SQLException problem, java.util.function.Predicate<SQLException> is) {
        for (Throwable any : problem) {
            if (any instanceof SQLException sql && is.test(sql)) {
                return true;
            }
        }
        return false;
    }
}
