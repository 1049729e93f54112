package dev.probity.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/// How long ago, in as few characters as a table has room for.
public final class Ages {
    private Ages() {}

    /// `12s`, `3m20s`, `5h`, `2d`
    public static String since(String time, Instant now) {
        Duration age = Duration.between(Instant.parse(time), now);
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toMinutes() == 0) {
            return age.toSeconds() + "s";
        }
        if (age.toHours() == 0) {
            return age.toMinutes() + "m" + age.toSecondsPart() + "s";
        }
        return age.toDays() == 0
                ? age.toHours() + "h" + age.toMinutesPart() + "m"
                : age.toDays() + "d" + age.toHoursPart() + "h";
    }
}
