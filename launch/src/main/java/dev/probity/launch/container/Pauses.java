package dev.probity.launch.container;

import java.time.Duration;

/// How long to leave an engine alone that does not answer: twice as long each time.
final class Pauses {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Duration next = FIRST;

    Duration next() {
        Duration now = next;
        Duration twice = now.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return now;
    }

    /// It has answered.
    void reset() {
        next = FIRST;
    }
}
