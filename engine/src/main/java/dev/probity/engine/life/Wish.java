package dev.probity.engine.life;

import dev.probity.spec.Service;

import java.time.Duration;
import java.util.Optional;

/// What is desired of a replica's slot.
public sealed interface Wish {

    /// @param generation another number asks for a run from scratch
    record Run(Service definition, int generation) implements Wish {}

    /// Nothing runs, but the slot stays.
    ///
    /// @param grace replaces the service's own
    record Rest(Optional<Duration> grace) implements Wish {}

    /// The slot goes away.
    record Retire() implements Wish {}
}
