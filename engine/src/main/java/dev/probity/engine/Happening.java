package dev.probity.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Something worth telling. Lines, journal, dashboard and metrics are made of these.
public sealed interface Happening {

    record Launching(Incarnation incarnation) implements Happening {}

    record Running(Incarnation incarnation) implements Happening {}

    record LaunchFailed(Incarnation incarnation, String reason) implements Happening {}

    record Exited(Incarnation incarnation, Exit exit) implements Happening {}

    /// A replica moved between the states of its life.
    ///
    /// @param incarnation the main container's, when there is one
    record Moved(
            ReplicaId replica,
            Optional<Incarnation> incarnation,
            ReplicaState from,
            ReplicaState to)
            implements Happening {}

    /// One attempt, kept or thrown away.
    ///
    /// @param cause why it was made
    /// @param streak length of the run of agreeing outcomes after it
    record Attempted(
            WorkerId worker,
            Incarnation incarnation,
            Cause cause,
            Outcome outcome,
            int tries,
            Duration took,
            int streak)
            implements Happening {}

    enum Cause {
        /// First wake of the worker's loop.
        INITIAL,
        TICK,
        /// Readiness only: the status was generated while not ready (R22).
        MANUAL
    }

    record VerdictChanged(WorkerId worker, Incarnation incarnation, Verdict from, Verdict to)
            implements Happening {}

    /// Kubernetes' events, word for word: Unhealthy, ProbeWarning, Killing.
    ///
    /// @param warning type Warning; otherwise Normal
    record KubernetesEvent(
            ReplicaId replica, String container, boolean warning, String reason, String message)
            implements Happening {}

    record Killing(Incarnation incarnation, KillReason reason, Duration grace)
            implements Happening {}

    enum KillReason {
        LIVENESS,
        STARTUP,
        CHANGED,
        STOPPED,
        RESTARTED
    }

    record BackingOff(ReplicaId replica, String container, long until, Duration duration)
            implements Happening {}

    record RotationChanged(String service, List<ReplicaId> replicas) implements Happening {
        public RotationChanged {
            replicas = List.copyOf(replicas);
        }
    }

    /// @param unmet the dependencies that are still waited for, as `db (ready)`
    record Waiting(ReplicaId replica, List<String> unmet) implements Happening {
        public Waiting {
            unmet = List.copyOf(unmet);
        }
    }

    record Drained(ReplicaId replica, int cut) implements Happening {}

    /// Something unexpected that the engine stepped over, such as an event of an unknown name.
    record Oddity(String text) implements Happening {}
}
