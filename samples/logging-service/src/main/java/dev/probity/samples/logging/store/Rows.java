package dev.probity.samples.logging.store;

import dev.probity.samples.logging.predictions.Prediction;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Puts predictions into their table. One that is known already is left as it is.
final class Rows {
    private static final String INSERT =
            """
            INSERT INTO predictions (prediction_id, batch_id, image_id, ts, received_at,
                model_version, model_name, inference_time_ms, defect_detected, confidence_scores,
                edge_device_id, processing_notes, detections_json)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (prediction_id) DO NOTHING
            """;

    private Rows() {}

    /// @param submission what it came with
    record Row(Submission submission, Prediction prediction) {}

    enum Fate {
        STORED,
        DUPLICATE,
        DEAD
    }

    /// @throws SQLException also when it is only one row that is refused; then nothing is stored
    static List<Fate> insert(Connection connection, List<Row> rows, boolean together)
            throws SQLException {
        List<Fate> fates = new ArrayList<>(rows.size());
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Row row : rows) {
                set(statement, row);
                if (together) {
                    statement.addBatch();
                } else {
                    fates.add(fate(statement.executeUpdate()));
                }
            }
            if (together) {
                for (int count : statement.executeBatch()) {
                    fates.add(fate(count));
                }
            }
        }
        return fates;
    }

    /// One after the other, each with a way back: what the database will not take is put aside.
    static List<Fate> insertOrPutAside(Database database, Connection connection, List<Row> rows)
            throws SQLException {
        List<Fate> fates = new ArrayList<>(rows.size());
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                Statement mark = connection.createStatement()) {
            for (Row row : rows) {
                mark.execute("SAVEPOINT one_row");
                try {
                    set(insert, row);
                    fates.add(fate(insert.executeUpdate()));
                } catch (SQLException problem) {
                    if (!database.blamesRow(problem)) {
                        throw problem;
                    }
                    mark.execute("ROLLBACK TO SAVEPOINT one_row");
                    DeadLetters.keep(connection, row, problem);
                    fates.add(Fate.DEAD);
                }
                mark.execute("RELEASE SAVEPOINT one_row");
            }
        }
        return fates;
    }

    private static Fate fate(int count) {
        return count > 0 ? Fate.STORED : Fate.DUPLICATE;
    }

    private static void set(PreparedStatement statement, Row row) throws SQLException {
        Prediction prediction = row.prediction();
        Instant received = row.submission().receivedAt();
        statement.setString(1, prediction.id());
        statement.setString(2, row.submission().batchId());
        statement.setString(3, prediction.imageId());
        statement.setDouble(4, prediction.timestamp());
        statement.setString(5, Timestamps.of(received));
        statement.setString(6, prediction.modelVersion());
        statement.setString(7, prediction.modelName());
        statement.setDouble(8, prediction.inferenceTimeMs());
        statement.setInt(9, prediction.defect() ? 1 : 0);
        statement.setString(10, prediction.confidenceScores());
        text(statement, 11, prediction.edgeDevice().orElse(null));
        text(statement, 12, prediction.notes().orElse(null));
        statement.setString(13, prediction.detections());
    }

    @SuppressWarnings("NullAway") // a null is what JDBC wants for NULL
    private static void text(PreparedStatement statement, int index, @Nullable String value)
            throws SQLException {
        statement.setString(index, value);
    }
}
