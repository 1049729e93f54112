package dev.probity.engine.probing;

/// A fixed grid of ticks of which at most one is pending (R4): Go's time.Ticker.
///
/// A tick that falls into an attempt stays pending and fires at its end; further ones are lost, and
/// the grid stays where it was.
///
/// @param next the tick that is waited for, or pending when it has passed
/// @param period nanoseconds
public record Ticker(long next, long period) {

    /// The grid begins now (R5 for a trigger that restarts it).
    static Ticker from(long now, long period) {
        return new Ticker(now + period, period);
    }

    /// The pending tick was taken.
    Ticker taken(long now) {
        long passed = Math.floorDiv(now - next, period) + 1;
        return passed <= 0 ? this : new Ticker(next + passed * period, period);
    }
}
