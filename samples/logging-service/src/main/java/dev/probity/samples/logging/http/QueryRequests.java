package dev.probity.samples.logging.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.probity.samples.logging.predictions.Refusal;
import dev.probity.samples.logging.store.Database;
import dev.probity.samples.logging.store.Queries;
import dev.probity.samples.logging.store.Queries.Found;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// GET /stats and GET /predictions.
final class QueryRequests {
    private static final Logger LOG = System.getLogger("dev.probity.samples.logging");
    private static final int LATER = 5; // seconds; as often as the database is looked at

    private final Queries queries;

    QueryRequests(Queries queries) {
        this.queries = queries;
    }

    private interface Answering {
        Reply answer() throws SQLException, IOException;
    }

    Reply stats() throws IOException {
        return answered(() -> {
            Queries.Stats stats = queries.stats();
            ObjectNode body =
                    Reply.object()
                            .put("total_predictions", stats.predictions())
                            .put("defects_detected", stats.defects())
                            .put("normal_detections", stats.predictions() - stats.defects())
                            .put("average_inference_time_ms", stats.averageMillis())
                            .put("predictions_kept", stats.kept());
            named(body.putObject("by_edge_device"), stats.devices());
            named(body.putObject("by_model"), stats.models());
            return Reply.ok(body);
        });
    }

    private static void named(ObjectNode object, Map<String, Long> counts) {
        counts.forEach((name, count) -> object.put(name.isEmpty() ? "unknown" : name, count));
    }

    Reply predictions(HttpExchange exchange) throws IOException {
        Queries.Filter filter;
        try {
            filter = PageRequest.parse(exchange.getRequestURI().getRawQuery());
        } catch (Refusal refusal) {
            return Reply.refused(refusal);
        }
        return answered(() -> page(filter, queries.predictions(filter)));
    }

    private static Reply page(Queries.Filter filter, List<Found> found) throws IOException {
        ObjectNode body = Reply.object();
        ArrayNode list = body.putArray("predictions");
        for (Found one : found) {
            list.add(written(one));
        }
        if (found.size() == filter.limit()) { // there may be more
            body.put("next_before", found.getLast().id());
        }
        return Reply.ok(body.put("count", found.size()));
    }

    private static ObjectNode written(Found found) throws IOException {
        ObjectNode item =
                Reply.object()
                        .put("id", found.id())
                        .put("prediction_id", found.predictionId())
                        .put("batch_id", found.batchId())
                        .put("image_id", found.imageId())
                        .put("timestamp", BigDecimal.valueOf(found.timestamp()))
                        .put("received_at", found.receivedAt())
                        .put("model_version", found.modelVersion())
                        .put("model_name", found.modelName())
                        .put("inference_time_ms", found.inferenceTimeMs())
                        .put("defect_detected", found.defect());
        item.set("confidence_scores", Reply.parsed(found.confidenceScores()));
        item.set("detections", Reply.parsed(found.detections()));
        found.device().ifPresent(device -> item.put("edge_device_id", device));
        found.notes().ifPresent(notes -> item.put("processing_notes", notes));
        return item;
    }

    private static Reply answered(Answering answering) throws IOException {
        try {
            return answering.answer();
        } catch (SQLException problem) {
            LOG.log(Level.WARNING, "a query was not answered: {0}", problem.getMessage());
            return Reply.unavailable(Database.NOT_ACCESSIBLE, LATER);
        }
    }
}
