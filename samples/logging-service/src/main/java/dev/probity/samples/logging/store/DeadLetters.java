package dev.probity.samples.logging.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.samples.logging.predictions.Prediction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Predictions that the database would not take, with what it said: no client has to send them
/// again for ever, and somebody can look at them.
final class DeadLetters {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DeadLetters() {}

    static void keep(Connection connection, Rows.Row row, SQLException problem)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        INSERT INTO dead_letters (prediction_id, received_at, problem, body)
                        VALUES (?, ?, ?, ?) ON CONFLICT (prediction_id) DO NOTHING
                        """)) {
            statement.setString(1, row.prediction().id());
            statement.setString(2, Timestamps.of(row.submission().receivedAt()));
            statement.setString(3, String.valueOf(problem.getMessage()));
            statement.setString(4, body(row.prediction()).toString());
            statement.executeUpdate();
        }
    }

    private static ObjectNode body(Prediction prediction) {
        ObjectNode body =
                JSON.createObjectNode()
                        .put("prediction_id", prediction.id())
                        .put("image_id", prediction.imageId())
                        .put("timestamp", prediction.timestamp())
                        .put("model_version", prediction.modelVersion())
                        .put("model_name", prediction.modelName())
                        .put("inference_time_ms", prediction.inferenceTimeMs())
                        .put("defect_detected", prediction.defect())
                        .put("confidence_scores", prediction.confidenceScores())
                        .put("detections", prediction.detections());
        prediction.edgeDevice().ifPresent(device -> body.put("edge_device_id", device));
        prediction.notes().ifPresent(notes -> body.put("processing_notes", notes));
        return body;
    }
}
