package dev.probity.engine;

import dev.probity.spec.Application;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Something that happened outside of the engine, or that somebody asks of it.
public sealed interface Event {

    /// What became of an incarnation, told by who launched it.
    sealed interface Report extends Event {
        Incarnation incarnation();
    }

    /// A launch succeeded: the incarnation runs from now on.
    record Started(Incarnation incarnation) implements Report {}

    record Exited(Incarnation incarnation, Exit exit) implements Report {}

    /// @param reason in words for the user
    record LaunchFailed(Incarnation incarnation, String reason) implements Report {}

    /// @param failure what the hook said when it failed
    record PreStopFinished(Incarnation incarnation, Optional<String> failure) implements Report {}

    /// @param tries how often the handler ran, 1 to 3
    /// @param took from the first try's beginning to the last one's end
    record AttemptFinished(long attempt, WorkerId worker, Outcome outcome, int tries, Duration took)
            implements Event {}

    /// Nothing is in flight to the replica any more, or its drain limit cut it.
    ///
    /// @param cut requests and connections that were still open at the limit
    record DrainFinished(ReplicaId replica, int cut) implements Event {}

    /// The moment asked for by {@link Effect.WakeAt} has come.
    record TimerDue() implements Event {}

    /// What an operator asks for. Each is answered by one {@link Effect.Answer}.
    sealed interface Command extends Event {
        /// Chosen by who asks; returned with the answer.
        long id();
    }

    /// The first application, or a changed one: only what differs is replaced, replica by replica.
    ///
    /// @param only the services to run, with what they depend on; empty for all
    /// @param seed for the names of incarnations and the phases of probes from here on
    record Apply(long id, Application application, List<String> only, long seed)
            implements Command {
        public Apply {
            only = List.copyOf(only);
        }
    }

    /// @param services empty for all
    record Start(long id, List<String> services) implements Command {
        public Start {
            services = List.copyOf(services);
        }
    }

    /// @param services empty for all
    /// @param grace replaces every service's own termination grace period
    record Stop(long id, List<String> services, Optional<Duration> grace) implements Command {
        public Stop {
            services = List.copyOf(services);
        }
    }

    /// @param ordinal absent for all replicas of the service
    /// @param rolling one after the other, each Ready before the next one stops
    record Restart(long id, String service, OptionalInt ordinal, boolean rolling)
            implements Command {}

    record Scale(long id, String service, int replicas) implements Command {}

    record PauseProbe(long id, WorkerId worker) implements Command {}

    record ResumeProbe(long id, WorkerId worker) implements Command {}

    /// Changes a probe of a running service, for all of its replicas.
    record SetProbe(long id, String service, String container, ProbeType type, Probe probe)
            implements Command {}

    /// Pretends a verdict until the expiry; attempts go on and are shown.
    record ForceVerdict(long id, WorkerId worker, Verdict verdict, Duration expiry)
            implements Command {}

    /// No traffic, but not killed.
    record Quarantine(long id, ReplicaId replica, boolean on) implements Command {}

    /// Stop everything, then end.
    ///
    /// @param hurry no drain, no preStop, no grace: SIGKILL now
    record Shutdown(long id, boolean hurry) implements Command {}
}
