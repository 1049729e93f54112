package dev.probity.engine.life;

import dev.probity.engine.Exit;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.life.ContainerState.Ended;
import dev.probity.engine.life.ContainerState.Exited;
import dev.probity.engine.life.ContainerState.Running;
import dev.probity.engine.life.ContainerState.Waiting;
import dev.probity.spec.Container.Kind;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Containers of a pod, as the rules about several of them see them.
final class Containers {
    private static final Incarnation INCARNATION =
            new Incarnation(new ReplicaId("web", 1), "web", "web_1");

    private Containers() {}

    record Sample(Kind kind, ContainerState state, boolean isStarted) implements Part {}

    static Sample waiting(Kind kind) {
        return new Sample(kind, new Waiting(), false);
    }

    static Sample running(Kind kind, boolean started) {
        return new Sample(kind, new Running(INCARNATION, 0, Optional.empty()), started);
    }

    static Sample ended(Kind kind, int code) {
        return new Sample(kind, exited(code, 0), false);
    }

    static Exited exited(int code, long second) {
        return new Exited(end(code, second), Optional.empty(), Optional.empty());
    }

    /// Killed by its liveness probe, after an end of its own.
    static Exited killed(long second, Optional<Ended> before) {
        return new Exited(end(137, second), before, Optional.of(KillReason.LIVENESS));
    }

    static Ended end(int code, long second) {
        return new Ended(
                INCARNATION, OptionalLong.of(0), at(second), new Exit(code, Optional.empty()));
    }

    static long at(long second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
