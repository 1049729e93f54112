package dev.probity.samples.logging.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/// Brings a database to the schema that this program knows: numbered files, each applied once, all
/// in one transaction.
final class Migrations {
    /// Never changed once released; a further change is a further file.
    static final List<String> FILES = List.of("1-predictions", "2-batches", "3-totals");

    private Migrations() {}

    /// Is told how far it is: `done` of `total` files.
    interface Listener {
        void migrated(int done, int total);
    }

    /// @param connection without a transaction begun
    static void run(Database database, Connection connection, Listener listener)
            throws SQLException {
        database.begin(connection);
        database.lockForMigration(connection);
        int version = version(connection);
        if (version > FILES.size()) {
            throw new SQLException(
                    "the schema of %s is version %d, and this program knows %d: it needs a newer program"
                            .formatted(database.shown(), version, FILES.size()));
        }
        listener.migrated(version, FILES.size());
        for (int next = version + 1; next <= FILES.size(); next++) {
            String name = FILES.get(next - 1);
            apply(connection, text(database.dialect(), name));
            record(connection, next, name);
            listener.migrated(next, FILES.size());
        }
        database.commit(connection);
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS schema_version (
                        version INTEGER PRIMARY KEY,
                        name VARCHAR(64) NOT NULL,
                        applied_at VARCHAR(27) NOT NULL)
                    """);
            try (ResultSet result =
                    statement.executeQuery("SELECT MAX(version) FROM schema_version")) {
                return result.next() ? result.getInt(1) : 0;
            }
        }
    }

    private static void apply(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : text.split(";")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        }
    }

    private static void record(Connection connection, int version, String name)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO schema_version VALUES (?, ?, ?)")) {
            statement.setInt(1, version);
            statement.setString(2, name);
            statement.setString(3, Timestamps.of(Instant.now()));
            statement.executeUpdate();
        }
    }

    private static String text(String dialect, String name) {
        String resource = "/migrations/" + dialect + "/" + name + ".sql";
        try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this program lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new IllegalStateException("cannot read " + resource, problem);
        }
    }
}
