package dev.probity.samples.inference;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// What has happened since the start. Health, pages and metrics all read it here, so that they
/// never say different things.
final class ServiceState {
    private final Instant startupTime;
    private final LongAdder predictions = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private volatile long lastPrediction; // milliseconds since 1970; 0 for none yet

    ServiceState(Instant startupTime) {
        this.startupTime = startupTime;
    }

    void predicted(int items, Instant now) {
        predictions.add(items);
        lastPrediction = now.toEpochMilli();
    }

    void failed(int items) {
        errors.add(items);
    }

    Instant startupTime() {
        return startupTime;
    }

    /// One for each item of a batch.
    long predictionCount() {
        return predictions.sum();
    }

    long errorCount() {
        return errors.sum();
    }

    Optional<Instant> lastPredictionTime() {
        long last = lastPrediction;
        return last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
    }
}
