package dev.probity.samples.mlplatform.registry;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The host names that a server of MLflow 3.5 and later lets itself be called by: this machine's,
/// private addresses, and those that it was told of.
record Hosts(List<String> allowed) {
    static final String REFUSAL = "Invalid Host header - possible DNS rebinding attack detected";

    private static final Pattern OWN =
            Pattern.compile(
                    "localhost|127\\.0\\.0\\.1|\\[::1]|0\\.0\\.0\\.0|10(\\.\\d+){3}|192\\.168(\\.\\d+){2}"
                        + "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d+){2}");

    Hosts {
        allowed = List.copyOf(allowed);
    }

    boolean allows(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String bare = lower.replaceFirst(":\\d+$", "");
        return OWN.matcher(bare).matches()
                || allowed.contains("*")
                || allowed.contains(lower)
                || allowed.contains(bare);
    }
}
