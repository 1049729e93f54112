package dev.probity.engine.life;

import dev.probity.engine.Happening.KillReason;
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

    /// Why a run that is not the desired one has to end.
    default KillReason reason(Service present) {
        return switch (this) {
            case Run desired ->
                    desired.definition().equals(present)
                            ? KillReason.RESTARTED
                            : KillReason.CHANGED;
            case Rest _, Retire _ -> KillReason.STOPPED;
        };
    }

    /// How long the end of a run may take.
    default Duration grace(Service present) {
        Duration usual = present.terminationGracePeriod();
        return switch (this) {
            case Rest(Optional<Duration> grace) -> grace.orElse(usual);
            case Run _, Retire _ -> usual;
        };
    }
}
