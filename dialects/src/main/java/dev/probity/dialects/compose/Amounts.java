package dev.probity.dialects.compose;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts as Docker writes them: `512m`, `1.5gb`, `0.5`. Every unit is a power of 1024.
final class Amounts {
    private static final Pattern BYTES =
            Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?([bkmgt])?b?");
    private static final Pattern CPUS = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6})?");
    private static final String UNITS = "bkmgt";

    private Amounts() {}

    /// Nothing for what is no amount above 0, or more than any machine has.
    static OptionalLong bytes(String text) {
        Matcher parts = BYTES.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        int power = parts.group(2) == null ? 0 : UNITS.indexOf(parts.group(2));
        BigDecimal bytes =
                new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        boolean fits = bytes.signum() > 0 && bytes.compareTo(BigDecimal.valueOf(1L << 50)) <= 0;
        return fits ? OptionalLong.of(bytes.longValue()) : OptionalLong.empty();
    }

    /// Thousandths of a processor; nothing for what is no amount above 0.
    static OptionalInt millis(String text) {
        if (!CPUS.matcher(text).matches()) {
            return OptionalInt.empty();
        }
        int millis = new BigDecimal(text).movePointRight(3).intValue();
        return millis > 0 ? OptionalInt.of(millis) : OptionalInt.empty();
    }
}
