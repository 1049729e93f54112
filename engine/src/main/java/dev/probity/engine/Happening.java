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

    /// What is believed of a probe changed; the first belief about an incarnation counts.
    ///
    /// @param from absent for the first one
    /// @param to absent when it is forgotten: another incarnation came, or the worker ended
    record VerdictChanged(
            WorkerId worker, Incarnation incarnation, Optional<Verdict> from, Optional<Verdict> to)
            implements Happening {}

    /// Kubernetes' events, word for word: Unhealthy, ProbeWarning, Killing.
    ///
    /// @param warning type Warning; otherwise Normal
    record KubernetesEvent(
            ReplicaId replica, String container, boolean warning, String reason, String message)
            implements Happening {}

    /// @param grace from here to SIGKILL, preStop included
    record Killing(Incarnation incarnation, KillReason reason, Duration grace)
            implements Happening {}

    enum KillReason {
        LIVENESS,
        STARTUP,
        /// The application was changed.
        CHANGED,
        STOPPED,
        RESTARTED
    }

    /// @param patience how long until SIGKILL follows; absent when this was it
    record Signalled(Incarnation incarnation, Effect.Signal signal, Optional<Duration> patience)
            implements Happening {}

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

    /// One replica after the other is being replaced.
    ///
    /// @param replacing absent when the last one is done
    /// @param left how many still wait for their turn
    record RollingOut(String service, Optional<ReplicaId> replacing, int left)
            implements Happening {}

    /// The replaced replica is not Ready yet; the rest waits for it.
    record RollOutWaits(ReplicaId replica, Duration waited) implements Happening {}

    /// Something unexpected that the engine stepped over, such as an event of an unknown name.
    record Oddity(String text) implements Happening {}
}
