package dev.probity.health;

import java.time.Duration;
import java.util.function.LongSupplier;

/// One run of an inspection, as the inspection sees it.
public final class Attempt {
    private final LongSupplier nanos;
    private final long deadline;

    Attempt(LongSupplier nanos, long deadline) {
        this.nanos = nanos;
        this.deadline = deadline;
    }

    /// An attempt that begins now, for calling an inspection by hand.
    public static Attempt within(Duration time) {
        return new Attempt(System::nanoTime, System.nanoTime() + time.toNanos());
    }

    /// How long the answer is still waited for; never negative.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
    }
}
