package dev.probity.engine;

import dev.probity.spec.Container;
import dev.probity.spec.Hook;
import dev.probity.spec.Probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Something that the engine wants done. The order in a list is the order of doing.
public sealed interface Effect {

    /// Answered by {@link Event.Started} or {@link Event.LaunchFailed}.
    record Launch(Incarnation incarnation, Container container) implements Effect {}

    /// To the whole process tree. Answered by {@link Event.Exited} when it works.
    record Terminate(Incarnation incarnation, Signal signal) implements Effect {}

    /// SIGTERM asks (an image may name another signal for it), SIGKILL does not.
    enum Signal {
        TERM,
        KILL
    }

    /// Answered by {@link Event.PreStopFinished}, at the latest when the limit is over.
    record RunPreStop(Incarnation incarnation, Hook hook, Duration limit) implements Effect {}

    /// Up to three tries while they break (R17). Answered by {@link Event.AttemptFinished}.
    record MakeAttempt(long attempt, WorkerId worker, Incarnation incarnation, Probe probe)
            implements Effect {}

    /// Nobody wants the answer any more; there will be none.
    record CancelAttempt(long attempt) implements Effect {}

    /// Send {@link Event.TimerDue} at this time. The latest one replaces all earlier ones.
    record WakeAt(long at) implements Effect {}

    /// From now on new traffic goes to these replicas only.
    record PublishRotation(String service, List<ReplicaId> replicas) implements Effect {
        public PublishRotation {
            replicas = List.copyOf(replicas);
        }
    }

    /// Let the replica finish what is in flight. Answered by {@link Event.DrainFinished}.
    record Drain(ReplicaId replica, Duration limit) implements Effect {}

    /// The replica's slot is gone (scaled down, or taken out of the file): free what it held.
    record Retire(ReplicaId replica) implements Effect {}

    /// @param problem why it cannot be done; empty when it is done or under way
    record Answer(long command, Optional<String> problem) implements Effect {}

    /// Everything has ended after a {@link Event.Shutdown}.
    record Ended() implements Effect {}

    /// Tell whoever listens: log, journal, dashboard, metrics.
    record Tell(Happening happening) implements Effect {}
}
