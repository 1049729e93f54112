package dev.probity.conformance.action;

import dev.probity.engine.Event.AttemptFinished;

import java.util.List;
import java.util.function.BooleanSupplier;

/// What came of the attempts of a case.
///
/// @param commandsGone whether no process of a command is left at the moment
record Observation(List<AttemptFinished> attempts, Visits visits, BooleanSupplier commandsGone) {
    Observation {
        attempts = List.copyOf(attempts);
    }
}
