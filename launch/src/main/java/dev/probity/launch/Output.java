package dev.probity.launch;

import java.util.Locale;

/// The two streams that a program writes to.
public enum Output {
    STDOUT,
    STDERR;

    /// @throws IllegalArgumentException for any other text than a {@link #title}
    public static Output of(String title) {
        return switch (title) {
            case "stdout" -> STDOUT;
            case "stderr" -> STDERR;
            default -> throw new IllegalArgumentException("\"" + title + "\" is no stream");
        };
    }

    /// As users read and write it: `stdout`.
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
