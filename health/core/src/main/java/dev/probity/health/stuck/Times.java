package dev.probity.health.stuck;

import java.time.Duration;

/// Refuses what makes no sense.
final class Times {
    private Times() {}

    static long positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " is " + time + "; it has to be positive");
        }
        return time.toNanos();
    }
}
