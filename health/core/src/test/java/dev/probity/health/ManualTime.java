package dev.probity.health;

import java.time.Duration;
import java.time.Instant;

/// A time that a test moves.
final class ManualTime implements Time {
    private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return ORIGIN.plusNanos(nanos);
    }

    void advance(Duration time) {
        nanos += time.toNanos();
    }
}
