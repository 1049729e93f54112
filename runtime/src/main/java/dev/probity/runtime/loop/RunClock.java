package dev.probity.runtime.loop;

import dev.probity.engine.Settings;

import java.time.Instant;

/// The engine's time: monotonic nanoseconds since the run began. Jumps of the wall clock change
/// nothing, neither here nor in the moments on the wall that come of it.
///
/// @param origin of {@link System#nanoTime} at the beginning
/// @param began the beginning on the wall
public record RunClock(long origin, Instant began) {

    public static RunClock start() {
        return new RunClock(System.nanoTime(), Instant.now());
    }

    public long now() {
        return System.nanoTime() - origin;
    }

    public Instant time(long at) {
        return began.plusNanos(at);
    }

    /// The present moment on the wall, as it would be had nobody set the clock meanwhile.
    public Instant time() {
        return time(now());
    }

    /// For {@link Settings}: what makes nanoseconds since 1970 of the engine's.
    public long wallClockOffset() {
        return began.getEpochSecond() * 1_000_000_000L + began.getNano();
    }
}
