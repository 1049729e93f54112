package dev.probity.dialects;

import dev.probity.spec.Diagnostic;
import dev.probity.spec.Resolved;

import java.util.List;
import java.util.Optional;

/// What came of reading a file.
///
/// @param resolved nothing if there is any error
/// @param diagnostics all of them, in the order of the text
public record Reading(Optional<Resolved> resolved, List<Diagnostic> diagnostics) {
    public Reading {
        diagnostics = List.copyOf(diagnostics);
    }
}
