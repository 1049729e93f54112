package dev.probity.samples.logging.store;

import dev.probity.samples.logging.predictions.Prediction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// What one transaction adds to the sums, so that nobody ever has to count rows.
final class Totals {
    static final String ALL = "all";
    static final String DEVICE = "device";
    static final String MODEL = "model";
    static final String DELETED = "deleted";

    private static final String ADD =
            """
            INSERT INTO totals (kind, name, predictions, defects, inference_ms)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (kind, name) DO UPDATE SET
                predictions = totals.predictions + excluded.predictions,
                defects = totals.defects + excluded.defects,
                inference_ms = totals.inference_ms + excluded.inference_ms
            """;

    /// Sorted, because two replicas that lock the same rows in another order wait for each other.
    private final Map<Key, Sum> sums =
            new TreeMap<>(Comparator.comparing(Key::kind).thenComparing(Key::name));

    private record Key(String kind, String name) {}

    private record Sum(long predictions, long defects, double millis) {
        Sum plus(Sum other) {
            return new Sum(
                    predictions + other.predictions,
                    defects + other.defects,
                    millis + other.millis);
        }
    }

    void add(Prediction prediction) {
        Sum one = new Sum(1, prediction.defect() ? 1 : 0, prediction.inferenceTimeMs());
        sums.merge(new Key(ALL, ""), one, Sum::plus);
        sums.merge(new Key(DEVICE, prediction.edgeDevice().orElse("")), one, Sum::plus);
        sums.merge(new Key(MODEL, prediction.modelName()), one, Sum::plus);
    }

    void addDeleted(long rows) {
        sums.merge(new Key(DELETED, ""), new Sum(rows, 0, 0), Sum::plus);
    }

    void write(Connection connection) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (Map.Entry<Key, Sum> entry : sums.entrySet()) {
                statement.setString(1, entry.getKey().kind());
                statement.setString(2, entry.getKey().name());
                statement.setLong(3, entry.getValue().predictions());
                statement.setLong(4, entry.getValue().defects());
                statement.setDouble(5, entry.getValue().millis());
                statement.executeUpdate();
            }
        }
    }
}
