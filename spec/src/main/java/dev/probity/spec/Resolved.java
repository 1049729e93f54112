package dev.probity.spec;

import java.util.List;
import java.util.Map;

/// An application that can be acted on, with the account of how it came about.
///
/// @param origins where each value came from, by its path in the resolved file, such as
///   `services.web.readinessProbe.periodSeconds`
/// @param diagnostics warnings and notes; there is no error among them
public record Resolved(
        Application application, Map<String, Origin> origins, List<Diagnostic> diagnostics) {
    public Resolved {
        origins = Map.copyOf(origins);
        diagnostics = List.copyOf(diagnostics);
    }
}
