package dev.probity.simulator.world;

import dev.probity.engine.Outcome;

/// What an attempt hears, and after how long.
///
/// @param takes nanoseconds
public record Reply(Outcome outcome, long takes, int tries) {
    static final Outcome OK = new Outcome.Success("");
    static final Outcome REFUSED = new Outcome.Failure("dial tcp: connect: connection refused");
    static final Outcome TIMED_OUT = new Outcome.Failure("context deadline exceeded");
    static final Outcome UNAVAILABLE =
            new Outcome.Failure("HTTP probe failed with statuscode: 503");
    static final Outcome BROKEN = new Outcome.Inconclusive("unknown", "port not found");

    /// Its process died before it had answered.
    public static final Outcome CUT = new Outcome.Failure("EOF");
}
