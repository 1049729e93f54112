package dev.probity.conformance.action;

import dev.probity.engine.Outcome;

import java.util.Locale;

/// What becomes of an outcome: what the kubelet's worker makes of it (R17, R18, R45).
enum Kept {
    SUCCESS,
    FAILURE,
    /// Thrown away.
    NOTHING;

    static Kept of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _, Outcome.Warning _ -> SUCCESS;
            case Outcome.Failure _, Outcome.Unknown _ -> FAILURE;
            case Outcome.Inconclusive _ -> NOTHING;
        };
    }

    /// As case files spell it.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The word of the result for which an outcome stands in case files.
    static String result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _ -> "success";
            case Outcome.Warning _ -> "warning";
            case Outcome.Failure _ -> "failure";
            case Outcome.Unknown _ -> "unknown";
            case Outcome.Inconclusive _ -> "error";
        };
    }
}
