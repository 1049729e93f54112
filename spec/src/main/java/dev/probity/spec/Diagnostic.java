package dev.probity.spec;

import java.util.Optional;

/// A problem in a text, with its place.
///
/// @param code stable, `PRB` and four digits; docs/reference/diagnostics.md lists them
/// @param message what is wrong and what was expected, one sentence, no full stop
/// @param hint what would be right, such as the nearest valid key
public record Diagnostic(
        Severity severity, String code, Origin origin, String message, Optional<String> hint) {

    public enum Severity {
        ERROR,
        WARNING,
        /// A fact worth knowing that asks for nothing.
        NOTE
    }

    /// `app.yaml:14:7: error: … [PRB1003]`, as editors read it.
    @Override
    public String toString() {
        return origin
                + ": "
                + severity.name().toLowerCase(java.util.Locale.ROOT)
                + ": "
                + message
                + hint.map(text -> "; " + text).orElse("")
                + " ["
                + code
                + "]";
    }
}
