package dev.probity.engine.fleet;

import dev.probity.engine.life.Wish;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.Optional;

/// What is desired of a service, by its file and by operators, and so of each of its slots.
///
/// @param applied as the file said
/// @param definition with what operators changed since
/// @param held not wanted any more, but others that depend on it have to end first
/// @param grace replaces the service's own while it is stopped
public record Desired(
        Service applied,
        Service definition,
        int scale,
        Wanted wanted,
        boolean held,
        Optional<Duration> grace) {

    static Desired of(Service service, boolean running) {
        return new Desired(
                service,
                service,
                service.replicas(),
                running ? Wanted.RUNNING : Wanted.STOPPED,
                false,
                Optional.empty());
    }

    /// As a file says it now, whatever operators changed before.
    Desired applying(Service service) {
        return new Desired(service, service, service.replicas(), wanted, held, grace);
    }

    Desired redefined(Service changed) {
        return new Desired(applied, changed, scale, wanted, held, grace);
    }

    Desired scaled(int replicas) {
        return new Desired(applied, definition, replicas, wanted, held, grace);
    }

    Desired running() {
        return new Desired(applied, definition, scale, Wanted.RUNNING, false, Optional.empty());
    }

    /// Only what runs has to be held until others have ended.
    Desired ending(Wanted how, Optional<Duration> within) {
        boolean holds = held || wanted == Wanted.RUNNING;
        return new Desired(applied, definition, scale, how, holds, within);
    }

    Desired released() {
        return new Desired(applied, definition, scale, wanted, false, grace);
    }

    /// Whether its slots are not to be touched now: nothing of it is run here, or it is held.
    boolean isOutOfReach() {
        return held || definition.external();
    }

    /// What a slot is to do, unless it is to run.
    Optional<Wish> insteadOfRunning(int ordinal) {
        if (ordinal > scale) {
            return Optional.of(new Wish.Retire());
        }
        return switch (wanted) {
            case RUNNING -> Optional.empty();
            case STOPPED -> Optional.of(new Wish.Rest(grace));
            case GONE -> Optional.of(new Wish.Retire());
        };
    }
}
