package dev.probity.engine.fleet;

import java.time.Duration;
import java.util.List;

/// One replica after the other is replaced, and none before the last one is Ready.
///
/// @param current the ordinal that is being replaced
/// @param since when its turn began
/// @param left the ordinals that wait for their turn
/// @param told whether it was said that this takes long
public record RollOut(int current, long since, List<Integer> left, boolean told) {

    /// Long enough for a slow start, short enough to look at what is wrong while one still waits.
    static final Duration PATIENCE = Duration.ofMinutes(1);

    public RollOut {
        left = List.copyOf(left);
    }

    static RollOut starting(List<Integer> ordinals, long now) {
        List<Integer> others = ordinals.subList(1, ordinals.size());
        return new RollOut(ordinals.getFirst(), now, others, false);
    }

    boolean isLast() {
        return left.isEmpty();
    }

    /// When to say that it takes long.
    long patientUntil() {
        return since + PATIENCE.toNanos();
    }

    RollOut complained() {
        return new RollOut(current, since, left, true);
    }
}
