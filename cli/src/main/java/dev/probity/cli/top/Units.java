package dev.probity.cli.top;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Numbers in few characters.
final class Units {
    private static final long KILO = 1000;

    private Units() {}

    /// `812 kB`, `81 MB`, `1.2 GB`
    static String bytes(long bytes) {
        if (bytes < KILO * KILO) {
            return bytes / KILO + " kB";
        }
        if (bytes < KILO * KILO * KILO) {
            return bytes / (KILO * KILO) + " MB";
        }
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /// `0.12`
    static String cores(JsonNode resources) {
        return resources.has("cpu")
                ? String.format(Locale.ROOT, "%.2f", resources.path("cpu").asDouble())
                : "-";
    }

    /// `10.2`, `0`
    static String rate(double perSecond) {
        return perSecond == 0 ? "0" : String.format(Locale.ROOT, "%.1f", perSecond);
    }

    /// `0.4s`, `12s`, `3m20s`
    static String seconds(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1fs", Math.max(0, seconds));
        }
        Duration length = Duration.ofSeconds(Math.round(seconds));
        return length.toMinutes() == 0
                ? length.toSeconds() + "s"
                : length.toMinutes() + "m" + length.toSecondsPart() + "s";
    }

    static Optional<Instant> time(JsonNode json) {
        return json.isTextual() ? Optional.of(Instant.parse(json.asText())) : Optional.empty();
    }
}
