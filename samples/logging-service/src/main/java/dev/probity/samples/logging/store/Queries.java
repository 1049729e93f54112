package dev.probity.samples.logging.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reads what has been stored. None of it counts rows: sums are kept, and pages go by the key.
public final class Queries {
    private static final int MOST_NAMES = 100; // devices or models in one answer
    private static final int SECONDS = 2;

    private final Database database;
    private final Semaphore readers = new Semaphore(Database.READERS);

    public Queries(Database database) {
        this.database = database;
    }

    /// @param kept rows that retention has not deleted yet
    /// @param devices the hundred with the most predictions, most first; "" for those without one
    public record Stats(
            long predictions,
            long defects,
            double averageMillis,
            long kept,
            Map<String, Long> devices,
            Map<String, Long> models) {}

    /// @param before only ids below it
    public record Filter(
            int limit,
            Optional<Long> before,
            Optional<String> device,
            Optional<String> model,
            boolean defectsOnly) {}

    /// A prediction as it was stored.
    public record Found(
            long id,
            String predictionId,
            String batchId,
            String imageId,
            double timestamp,
            String receivedAt,
            String modelVersion,
            String modelName,
            double inferenceTimeMs,
            boolean defect,
            String confidenceScores,
            Optional<String> device,
            Optional<String> notes,
            String detections) {}

    private interface Query<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T with(Query<T> query) throws SQLException {
        if (!entered()) {
            throw new SQLException("all %d readers are busy".formatted(Database.READERS));
        }
        try (Connection connection = database.reader()) {
            return query.ask(connection);
        } finally {
            readers.release();
        }
    }

    private boolean entered() throws SQLException {
        try {
            return readers.tryAcquire(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a reader", interrupted);
        }
    }

    public Stats stats() throws SQLException {
        return with(connection -> {
            Map<String, Long> devices = names(connection, Totals.DEVICE);
            Map<String, Long> models = names(connection, Totals.MODEL);
            long deleted = deleted(connection);
            try (PreparedStatement select = sums(connection, Totals.ALL);
                    ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("there are no totals");
                }
                long all = row.getLong(1);
                double average = all == 0 ? 0 : row.getDouble(3) / all;
                return new Stats(all, row.getLong(2), average, all - deleted, devices, models);
            }
        });
    }

    private static PreparedStatement sums(Connection connection, String kind) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT predictions, defects, inference_ms FROM totals
                        WHERE kind = ? AND name = ''
                        """);
        select.setString(1, kind);
        return select;
    }

    private static long deleted(Connection connection) throws SQLException {
        try (PreparedStatement select = sums(connection, Totals.DELETED);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static Map<String, Long> names(Connection connection, String kind) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT name, predictions FROM totals WHERE kind = ?
                        ORDER BY predictions DESC, name LIMIT %d
                        """
                                .formatted(MOST_NAMES))) {
            select.setString(1, kind);
            Map<String, Long> names = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.put(rows.getString(1), rows.getLong(2));
                }
            }
            return names;
        }
    }

    /// Rows that are kept now.
    static long kept(Connection connection) throws SQLException {
        try (PreparedStatement select = sums(connection, Totals.ALL);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) - deleted(connection) : 0;
        }
    }

    /// The latest first.
    public List<Found> predictions(Filter filter) throws SQLException {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(text(filter))) {
                select.setQueryTimeout(SECONDS);
                int index = 1;
                if (filter.before().isPresent()) {
                    select.setLong(index++, filter.before().get());
                }
                if (filter.device().isPresent()) {
                    select.setString(index++, filter.device().get());
                }
                if (filter.model().isPresent()) {
                    select.setString(index++, filter.model().get());
                }
                select.setInt(index, filter.limit());
                return read(select);
            }
        });
    }

    private static String text(Filter filter) {
        List<String> conditions = new ArrayList<>();
        filter.before().ifPresent(id -> conditions.add("id < ?"));
        filter.device().ifPresent(device -> conditions.add("edge_device_id = ?"));
        filter.model().ifPresent(model -> conditions.add("model_name = ?"));
        if (filter.defectsOnly()) {
            conditions.add("defect_detected = 1");
        }
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
        return """
        SELECT id, prediction_id, batch_id, image_id, ts, received_at, model_version,
            model_name, inference_time_ms, defect_detected, confidence_scores,
            edge_device_id, processing_notes, detections_json
        FROM predictions %s ORDER BY id DESC LIMIT ?
        """
                .formatted(where);
    }

    private static List<Found> read(PreparedStatement select) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(
                        new Found(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getDouble(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8),
                                row.getDouble(9),
                                row.getInt(10) == 1,
                                row.getString(11),
                                Optional.ofNullable(row.getString(12)),
                                Optional.ofNullable(row.getString(13)),
                                row.getString(14)));
            }
        }
        return found;
    }
}
