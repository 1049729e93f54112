package dev.probity.launch;

import java.util.Locale;

/// The two streams that a program writes to.
public enum Output {
    STDOUT,
    STDERR;

    /// As users read and write it: `stdout`.
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
