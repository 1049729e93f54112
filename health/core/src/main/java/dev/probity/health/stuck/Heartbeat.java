package dev.probity.health.stuck;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Something that has to happen again and again, such as one turn of a polling loop.
///
/// For work that comes and goes use [Progress]: silence is no fault when there is nothing to do.
public final class Heartbeat implements Inspection {
    private final LongSupplier clock;
    private final long atMost;
    private volatile long last;

    private Heartbeat(Duration atMost, LongSupplier clock) {
        this.clock = clock;
        this.atMost = Times.positive("the time between beats", atMost);
        last = clock.getAsLong();
    }

    /// @param time the longest time between two beats
    public static Heartbeat atLeastEvery(Duration time) {
        return new Heartbeat(time, System::nanoTime);
    }

    static Heartbeat atLeastEvery(Duration time, LongSupplier clock) {
        return new Heartbeat(time, clock);
    }

    /// As cheap as writing a field.
    public void beat() {
        last = clock.getAsLong();
    }

    @Override
    public Result inspect(Attempt attempt) {
        long silent = clock.getAsLong() - last;
        return silent <= atMost
                ? Result.up()
                : Result.down("no_heartbeat").with("silent_ms", silent / 1_000_000);
    }
}
