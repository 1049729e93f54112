package dev.probity.conformance.action;

import dev.probity.engine.Outcome;
import dev.probity.spec.ProbeType;

import java.util.Optional;

/// The event that an attempt raises on its pod (R46).
///
/// @param prefix of the message, before the output
record AttemptEvent(String reason, String prefix, String output) {

    static Optional<AttemptEvent> of(ProbeType type, Outcome outcome) {
        String output = outcome.output();
        return switch (outcome) {
            case Outcome.Success _, Outcome.Unknown _ -> Optional.empty();
            case Outcome.Warning _ ->
                    Optional.of(
                            new AttemptEvent(
                                    "ProbeWarning", type.title() + " probe warning: ", output));
            case Outcome.Failure _ ->
                    Optional.of(
                            new AttemptEvent(
                                    "Unhealthy", type.title() + " probe failed: ", output));
            case Outcome.Inconclusive broken ->
                    Optional.of(
                            new AttemptEvent(
                                    "Unhealthy",
                                    "%s probe errored and resulted in %s state: "
                                            .formatted(type.title(), broken.state()),
                                    output));
        };
    }

    String message() {
        return prefix + output;
    }
}
