package dev.probity.probes;

import java.time.Duration;

/// A time limit as Go writes it in texts: `1s`, `1m30s`, `1h0m5s`.
final class GoDuration {

    private GoDuration() {}

    static String text(Duration duration) {
        long hours = duration.toHours();
        StringBuilder text = new StringBuilder();
        if (hours > 0) {
            text.append(hours).append('h');
        }
        if (duration.toMinutes() > 0) {
            text.append(duration.toMinutesPart()).append('m');
        }
        return text.append(duration.toSecondsPart()).append('s').toString();
    }
}
