package dev.probity.samples.inference;

import dev.probity.samples.inference.api.Predictions;
import dev.probity.samples.inference.upload.Prediction;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Has every prediction kept, and counts what became of it.
final class Counting implements Predictions.Listener {
    /// Failures that are the service's own; a caller's mistakes must not take it out of the
    /// traffic.
    private static final Set<String> OWN = Set.of("timeout", "model_failed");

    private final ServiceState state;
    private final ErrorWindow errors;
    private final ServiceMetrics metrics;
    private final Uploads uploads;

    Counting(ServiceState state, ErrorWindow errors, ServiceMetrics metrics, Uploads uploads) {
        this.state = state;
        this.errors = errors;
        this.metrics = metrics;
        this.uploads = uploads;
    }

    @Override
    public void predicted(List<Prediction> predictions, double seconds) {
        uploads.put(predictions);
        state.predicted(predictions.size(), Instant.now());
        errors.served();
        metrics.predicted(predictions.size(), seconds);
    }

    @Override
    public void failed(String reason, int items) {
        state.failed(items);
        metrics.failed(reason, items);
        if (OWN.contains(reason)) {
            errors.failed();
        }
    }
}
