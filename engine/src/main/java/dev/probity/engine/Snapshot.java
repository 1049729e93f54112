package dev.probity.engine;

import dev.probity.spec.Application;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Everything as it is at one moment, for whoever wants to show it. All times are the engine's.
///
/// @param application absent before the first {@link Event.Apply}
/// @param ending whether a {@link Event.Shutdown} was asked for
public record Snapshot(
        long now, Optional<Application> application, boolean ending, List<ServiceView> services) {
    public Snapshot {
        services = List.copyOf(services);
    }

    public Optional<ServiceView> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    public Optional<ReplicaView> replica(ReplicaId id) {
        return service(id.service()).stream()
                .flatMap(service -> service.replicas().stream())
                .filter(replica -> replica.id().equals(id))
                .findFirst();
    }

    /// @param running whether its replicas are wanted; false when stopped or left out
    /// @param scale how many replicas are wanted when it runs
    /// @param replicas by ordinal; those that are being retired included
    public record ServiceView(
            String name,
            boolean external,
            boolean running,
            int scale,
            Optional<RollOutView> rollOut,
            List<ReplicaView> replicas) {
        public ServiceView {
            replicas = List.copyOf(replicas);
        }

        public List<ReplicaId> rotation() {
            return replicas.stream().filter(ReplicaView::inRotation).map(ReplicaView::id).toList();
        }
    }

    /// @param replacing the replica that must become Ready before the next one's turn
    /// @param since when its turn began
    /// @param left how many still wait for their turn
    public record RollOutView(ReplicaId replacing, long since, int left) {}

    /// @param since when it came to this state
    /// @param createdAt when this run of the slot began; launches after an exit continue it
    /// @param restarts launches of the main container after its first one
    /// @param started the kubelet's flag, of all containers
    /// @param ready the kubelet's flag, of all containers
    /// @param backOffUntil the next launch of the main container, while it backs off
    /// @param lastExit of the main container's last incarnation that ended
    /// @param unmet dependencies that are waited for, as `db (ready)`
    public record ReplicaView(
            ReplicaId id,
            ReplicaState state,
            long since,
            Phase phase,
            long createdAt,
            int restarts,
            boolean started,
            boolean ready,
            boolean inRotation,
            boolean quarantined,
            OptionalLong backOffUntil,
            Optional<Exit> lastExit,
            List<String> unmet,
            List<ContainerView> containers) {
        public ReplicaView {
            unmet = List.copyOf(unmet);
            containers = List.copyOf(containers);
        }

        /// The kubelet's condition ContainersReady, with the containers that are in its way.
        public PodCondition containersReady() {
            return PodCondition.containersReady(
                    phase,
                    containers.stream()
                            .map(it ->
                                    new PodCondition.Member(it.name(), it.kind(), true, it.ready()))
                            .toList());
        }

        /// The container that the service is about; absent while the slot is empty.
        public Optional<ContainerView> main() {
            return containers.stream()
                    .filter(container -> container.kind() == Kind.MAIN)
                    .findFirst();
        }
    }

    /// @param incarnation the present one, the one being launched, or the last one that ended
    /// @param startedAt when the incarnation began to run
    /// @param started the kubelet's flag
    /// @param ready the kubelet's flag
    /// @param restarts launches after the first one
    /// @param exit of the last incarnation that ended
    public record ContainerView(
            String name,
            Kind kind,
            Status status,
            Optional<Incarnation> incarnation,
            OptionalLong startedAt,
            boolean started,
            boolean ready,
            int restarts,
            OptionalLong backOffUntil,
            Optional<Exit> exit,
            List<WorkerView> workers) {
        public ContainerView {
            workers = List.copyOf(workers);
        }
    }

    public enum Status {
        /// Its turn has not come yet.
        WAITING,
        LAUNCHING,
        RUNNING,
        /// preStop runs, or it was told to end.
        ENDING,
        BACKING_OFF,
        EXITED
    }

    /// @param probe with its numbers as they are now
    /// @param verdict what is acted on: the forced one, else the believed one; absent before the
    ///   first belief
    /// @param passing whether the streak is one of successes
    /// @param streak how many outcomes in a row agree
    /// @param threshold how many must agree for the streak to become the verdict
    /// @param onHold no attempt until the next incarnation (R10)
    /// @param paused no attempt until an operator resumes it
    /// @param nextDue when it wakes next, unless an attempt is in flight or it has ended
    public record WorkerView(
            WorkerId id,
            Probe probe,
            Optional<Verdict> verdict,
            boolean passing,
            int streak,
            int threshold,
            boolean onHold,
            boolean paused,
            Optional<ForcedView> forced,
            Optional<LastAttempt> last,
            boolean attempting,
            OptionalLong nextDue) {}

    public record ForcedView(Verdict verdict, long until) {}

    /// @param at when it ended
    public record LastAttempt(long at, Happening.Cause cause, Outcome outcome, Duration took) {}
}
