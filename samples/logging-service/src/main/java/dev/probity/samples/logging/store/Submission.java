package dev.probity.samples.logging.store;

import dev.probity.samples.logging.predictions.Prediction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What one request wants stored: all of it or, when the request is repeated, none of it again.
///
/// @param batchId the client's Idempotency-Key, or a random one
/// @param fingerprint of the request's body; only with a key, which stands for that body
/// @param receipt completed once everything is durable, or cannot be
public record Submission(
        String batchId,
        Optional<String> fingerprint,
        Instant receivedAt,
        List<Prediction> predictions,
        CompletableFuture<Receipt> receipt) {

    public Submission {
        predictions = List.copyOf(predictions);
    }

    public static Submission of(
            String batchId,
            Optional<String> fingerprint,
            Instant receivedAt,
            List<Prediction> predictions) {
        return new Submission(
                batchId, fingerprint, receivedAt, predictions, new CompletableFuture<>());
    }

    int rows() {
        return predictions.size();
    }
}
