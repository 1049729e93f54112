package dev.probity.simulator.world;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as people write and read them: `49s`, `0.9s`, `1m30s`, `200ms`.
public final class Lengths {
    private static final Pattern WHOLE =
            Pattern.compile("(?:\\d{1,7}(?:\\.\\d{1,6})?(?:ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(ms|s|m|h|d)");

    private Lengths() {}

    static Optional<Duration> read(String text) {
        if (text.length() > 40 || !WHOLE.matcher(text).matches()) { // longer ones are no lengths
            return Optional.empty();
        }
        Duration total = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal nanos =
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2))));
            total = total.plusNanos(nanos.longValue());
        }
        return Optional.of(total);
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }

    /// As {@link #read} reads it: `21.001s`, `5m`, `1h0m5s`; milliseconds at the finest.
    public static String text(Duration length) {
        long millis = Math.round(length.toNanos() / 1e6);
        if (millis < 1_000 && millis > 0) {
            return millis + "ms";
        }
        long hours = millis / 3_600_000;
        long minutes = millis / 60_000 % 60;
        long rest = millis % 60_000;
        StringBuilder text = new StringBuilder();
        if (hours > 0) {
            text.append(hours).append('h');
        }
        if (minutes > 0 || (hours > 0 && rest > 0)) {
            text.append(minutes).append('m');
        }
        if (rest > 0 || text.isEmpty()) {
            text.append(BigDecimal.valueOf(rest, 3).stripTrailingZeros().toPlainString());
            text.append('s');
        }
        return text.toString();
    }

    public static String text(long nanos) {
        return text(Duration.ofNanos(nanos));
    }
}
