package dev.probity.health.stuck;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Work that has to get done: stuck is when something is waiting or running and nothing has been
/// finished for too long. Idle is fine.
///
/// ```java
/// try (Progress.Item item = progress.begin()) {
///     predict();
/// }
/// ```
public final class Progress implements Inspection {
    private final LongSupplier clock;
    private final long stalledAfter;
    private final AtomicLong open = new AtomicLong();
    private volatile long moved;

    private Progress(Duration stalledAfter, LongSupplier clock) {
        this.clock = clock;
        this.stalledAfter = Times.positive("the time after which work is stalled", stalledAfter);
        moved = clock.getAsLong();
    }

    /// @param time longer than any single item may take; longer than the request timeout
    public static Progress stalledAfter(Duration time) {
        return new Progress(time, System::nanoTime);
    }

    static Progress stalledAfter(Duration time, LongSupplier clock) {
        return new Progress(time, clock);
    }

    /// One piece of work, from when it was taken on until it is closed.
    public final class Item implements AutoCloseable {
        private boolean closed;

        private Item() {}

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                moved = clock.getAsLong();
                open.decrementAndGet();
            }
        }
    }

    /// Begin when work is queued, so that a queue nobody serves is noticed too.
    public Item begin() {
        if (open.getAndIncrement() == 0) {
            moved = clock.getAsLong(); // the time of idleness before does not count
        }
        return new Item();
    }

    /// What has begun and has not ended.
    public long open() {
        return open.get();
    }

    @Override
    public Result inspect(Attempt attempt) {
        long waiting = open.get();
        long still = clock.getAsLong() - moved;
        Result result = waiting > 0 && still > stalledAfter ? Result.down("stalled") : Result.up();
        return result.with("open", waiting).with("still_ms", waiting > 0 ? still / 1_000_000 : 0);
    }
}
