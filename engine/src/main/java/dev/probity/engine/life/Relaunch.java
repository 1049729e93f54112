package dev.probity.engine.life;

import dev.probity.engine.life.ContainerState.BackingOff;
import dev.probity.engine.life.ContainerState.Ended;
import dev.probity.engine.life.ContainerState.Ending;
import dev.probity.engine.life.ContainerState.Exited;
import dev.probity.engine.life.ContainerState.Launching;
import dev.probity.engine.life.ContainerState.Running;
import dev.probity.engine.life.ContainerState.Waiting;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.RestartPolicy;

import java.time.Duration;
import java.util.Optional;

/// Whether a container is launched, by restart policy and back-off (R25 to R27).
sealed interface Relaunch {

    /// @param follows the exit that this launch follows as far as the back-off knows
    record Now(Optional<Ended> follows) implements Relaunch {}

    /// The back-off refuses.
    record Later(BackingOff waiting) implements Relaunch {}

    /// It is there, waits already, or is not to come back.
    record No() implements Relaunch {}

    /// What the policy of a pod means for one container: a sidecar always comes back, an init
    /// container only until it has done its work.
    static RestartPolicy policy(Kind kind, RestartPolicy policy) {
        return switch (kind) {
            case SIDECAR -> RestartPolicy.ALWAYS;
            case INIT ->
                    policy == RestartPolicy.NEVER ? RestartPolicy.NEVER : RestartPolicy.ON_FAILURE;
            case MAIN -> policy;
        };
    }

    /// Whether there is a launch after this exit, sooner or later (R25).
    static boolean follows(Exited exited, RestartPolicy policy) {
        return switch (policy) {
            case ALWAYS -> true;
            case ON_FAILURE -> !exited.isCompleted();
            case NEVER -> false;
        };
    }

    /// The first launch is free, and the one that follows the first exit (R26).
    static Relaunch of(ContainerState state, RestartPolicy policy, BackOff backOff, long now) {
        return switch (state) {
            case Waiting _ -> new Now(Optional.empty());
            case Exited exited when follows(exited, policy) -> after(exited, backOff, now);
            case BackingOff waiting when waiting.until() <= now ->
                    new Now(Optional.of(waiting.end()));
            case Exited _, BackingOff _, Launching _, Running _, Ending _ -> new No();
        };
    }

    private static Relaunch after(Exited exited, BackOff backOff, long now) {
        Duration delay = backOff.after(exited.end().at());
        return now - exited.end().at() >= delay.toNanos()
                ? new Now(Optional.of(exited.end()))
                : new Later(exited.backOff(delay));
    }

    /// Goes on where a probe's kill left off. The status from before the kill is what it is judged
    /// by, so the exit that counts is the one before (R27). Where that refuses, the usual rule has
    /// to decide.
    static Relaunch afterKill(Exited exited, RestartPolicy policy, BackOff backOff, long now) {
        boolean waits =
                exited.before()
                        .filter(end -> now - end.at() < backOff.after(end.at()).toNanos())
                        .isPresent();
        return waits || policy == RestartPolicy.NEVER ? new No() : new Now(exited.before());
    }
}
