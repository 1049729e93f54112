package dev.probity.simulator.replay;

import dev.probity.engine.Outcome;

/// What an attempt heard in the record.
///
/// @param at when it began
/// @param took nanoseconds
/// @param timeout of the probe that asked, in nanoseconds
record Heard(long at, Outcome outcome, long took, int tries, long timeout) {

    /// Whether the answer did not come in time, so that nobody knows when it would have.
    boolean isCutOff() {
        return took >= timeout && !(outcome instanceof Outcome.Success);
    }
}
