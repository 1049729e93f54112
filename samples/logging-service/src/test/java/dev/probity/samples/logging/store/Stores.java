package dev.probity.samples.logging.store;

import dev.probity.samples.logging.predictions.Prediction;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A database in a folder, and what to put into it.
final class Stores {
    private Stores() {}

    static Prediction prediction(String id) {
        return new Prediction(
                id,
                "image-" + id,
                1_764_142_657.25,
                "3",
                "cifar10-model",
                1.5,
                false,
                "[0.9]",
                "[]",
                Optional.of("line-1"),
                Optional.empty());
    }

    static Submission submission(Instant received, String... ids) {
        return Submission.of(
                "batch",
                Optional.empty(),
                received,
                List.of(ids).stream().map(Stores::prediction).toList());
    }

    /// A connection to a database that has its schema.
    static Connection migrated(Database database) throws SQLException {
        Connection connection = database.writer();
        Migrations.run(database, connection, (done, total) -> {});
        return connection;
    }

    static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
