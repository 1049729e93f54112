package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.Duration;

/// Seconds of a case file to the engine's nanoseconds and back, exactly.
final class Times {

    private Times() {}

    static long nanos(JsonNode seconds) {
        if (!seconds.isNumber()) {
            throw new IllegalArgumentException(seconds + " is not a number of seconds");
        }
        return seconds.decimalValue().movePointRight(9).longValueExact();
    }

    static long nanos(JsonNode seconds, long otherwise) {
        return seconds.isMissingNode() ? otherwise : nanos(seconds);
    }

    static Duration duration(JsonNode seconds) {
        return Duration.ofNanos(nanos(seconds));
    }

    static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
    }

    static BigDecimal seconds(Duration duration) {
        return seconds(duration.toNanos());
    }
}
