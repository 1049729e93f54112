package dev.probity.spec.reading;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts as Kubernetes writes them: `64Mi`, `1.5Gi`, `500m`, `2`.
public final class Quantities {
    private static final Pattern AMOUNT =
            Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)([kKMGT]i?)?");
    private static final Pattern CPU = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(m)?");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "k",
                    1_000L,
                    "K",
                    1_000L,
                    "M",
                    1_000_000L,
                    "G",
                    1_000_000_000L,
                    "T",
                    1_000_000_000_000L,
                    "Ki",
                    1L << 10,
                    "ki",
                    1L << 10,
                    "Mi",
                    1L << 20,
                    "Gi",
                    1L << 30,
                    "Ti",
                    1L << 40);

    private Quantities() {}

    /// Nothing for what is no amount above 0, or more than any machine has.
    public static OptionalLong bytes(String text) {
        Matcher parts = AMOUNT.matcher(text);
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        long unit = parts.group(2) == null ? 1 : UNITS.getOrDefault(parts.group(2), 1L);
        BigDecimal bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
        boolean fits = bytes.signum() > 0 && bytes.compareTo(BigDecimal.valueOf(1L << 50)) <= 0;
        return fits ? OptionalLong.of(bytes.longValue()) : OptionalLong.empty();
    }

    /// Thousandths of a processor; nothing for what is no amount above 0.
    public static OptionalInt millis(String text) {
        Matcher parts = CPU.matcher(text);
        if (!parts.matches()) {
            return OptionalInt.empty();
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        int millis = (parts.group(2) == null ? number.movePointRight(3) : number).intValue();
        return millis > 0 ? OptionalInt.of(millis) : OptionalInt.empty();
    }

    /// In the largest unit that leaves no fraction.
    public static String ofBytes(long bytes) {
        String[] units = {"Ti", "Gi", "Mi", "Ki"};
        for (int index = 0; index < units.length; index++) {
            long unit = 1L << (10 * (units.length - index));
            if (bytes >= unit && bytes % unit == 0) {
                return bytes / unit + units[index];
            }
        }
        return Long.toString(bytes);
    }
}
