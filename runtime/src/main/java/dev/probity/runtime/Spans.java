package dev.probity.runtime;

import java.time.Duration;

/// Durations as people say them.
final class Spans {
    private Spans() {}

    /// `10 s`, `1 min 20 s`
    static String seconds(Duration duration) {
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        String minutes = duration.toMinutes() + " min";
        return duration.toSecondsPart() == 0
                ? minutes
                : minutes + " " + duration.toSecondsPart() + " s";
    }
}
