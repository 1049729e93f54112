package dev.probity.engine.life;

import dev.probity.engine.Event;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Phase;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.WorkerId;
import dev.probity.engine.probing.Forced;
import dev.probity.engine.turn.Agenda;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One run of a slot, from fresh containers to their last exit: what a pod is to a kubelet.
public final class Run {

    private Service definition;
    private final int generation;
    private final long createdAt;
    private final List<ContainerLife> containers;
    private Optional<Leaving> leaving;

    /// The run is being taken away: nothing is launched any more.
    ///
    /// @param grace of each container, counted from the beginning
    /// @param since when the first one was told to end
    /// @param hurry SIGKILL at once
    public record Leaving(KillReason reason, Duration grace, long since, boolean hurry) {}

    /// All that a run is.
    ///
    /// @param containers init containers and sidecars in starting order, then the main ones
    public record Image(
            Service definition,
            int generation,
            long createdAt,
            List<ContainerLife.Image> containers,
            Optional<Leaving> leaving) {
        public Image {
            containers = List.copyOf(containers);
        }
    }

    Run(Image image) {
        definition = image.definition();
        generation = image.generation();
        createdAt = image.createdAt();
        containers = image.containers().stream().map(ContainerLife::new).toList();
        leaving = image.leaving();
    }

    private Run(ReplicaId replica, Wish.Run wish, Turn turn) {
        definition = wish.definition();
        generation = wish.generation();
        createdAt = turn.now();
        containers =
                definition.containers().stream()
                        .sorted(Comparator.comparing(container -> container.kind() == Kind.MAIN))
                        .map(container -> ContainerLife.fresh(replica, container, turn))
                        .toList();
        leaving = Optional.empty();
    }

    static Run fresh(ReplicaId replica, Wish.Run wish, Turn turn) {
        return new Run(replica, wish, turn);
    }

    Image image() {
        return new Image(
                definition,
                generation,
                createdAt,
                containers.stream().map(ContainerLife::image).toList(),
                leaving);
    }

    Service definition() {
        return definition;
    }

    int generation() {
        return generation;
    }

    long createdAt() {
        return createdAt;
    }

    List<ContainerLife> containers() {
        return containers;
    }

    private Optional<ContainerLife> container(String name) {
        // Asked twice for every attempt, so no stream.
        for (ContainerLife container : containers) {
            if (container.name().equals(name)) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }

    private Stream<ContainerLife> of(Kind kind) {
        return containers.stream().filter(container -> container.kind() == kind);
    }

    private RestartPolicy policy() {
        return definition.restartPolicy();
    }

    /// The definition changed in what needs no fresh containers.
    void adopt(Service other) {
        definition = other;
    }

    // ---- one sync (a kubelet's SyncPod) ----

    /// Looks at everything and does what is due. Waits while a container is being launched or
    /// killed: its event brings the next sync.
    void sync(Turn turn) {
        boolean over = phase().isOver();
        boolean busy = isBusy();
        if (!over && (busy || relaunchKilled(turn))) {
            return;
        }
        if (!busy) {
            generate(turn);
        }
        if (over) {
            endAll(KillReason.STOPPED, definition.terminationGracePeriod(), turn);
        } else if (!killFailed(turn)) {
            launchDue(turn);
        }
    }

    private boolean isBusy() {
        return containers.stream()
                .anyMatch(container -> container.state().isAlive() && !container.isRunning());
    }

    private boolean relaunchKilled(Turn turn) {
        boolean any = false;
        for (ContainerLife container : containers) {
            any |= container.relaunchAfterKill(policy(), turn);
        }
        return any;
    }

    /// Publishes started and ready of all containers.
    void generate(Turn turn) {
        containers.forEach(container -> container.generate(turn));
    }

    /// Liveness first, then startup (R23).
    private boolean killFailed(Turn turn) {
        boolean any = false;
        for (ContainerLife container : containers) {
            if (container.isRunning() && container.isFailing(ProbeType.LIVENESS)) {
                kill(container, KillReason.LIVENESS, ProbeType.LIVENESS, turn);
                any = true;
            } else if (container.isRunning() && container.isFailing(ProbeType.STARTUP)) {
                kill(container, KillReason.STARTUP, ProbeType.STARTUP, turn);
                any = true;
            }
        }
        return any;
    }

    private void kill(ContainerLife container, KillReason reason, ProbeType by, Turn turn) {
        Duration grace = definition.terminationGracePeriod();
        if (endsTheRun(container)) {
            // Nothing will run afterwards, so the kubelet stops the pod, with the pod's grace.
            stop(container, reason, grace, turn);
            endAll(KillReason.STOPPED, grace, turn);
            return;
        }
        String message = "Container " + container.name() + " failed " + word(by) + " probe";
        boolean again = Relaunch.policy(container.kind(), policy()) != RestartPolicy.NEVER;
        var order =
                new Killing.Order(
                        reason,
                        again ? message + ", will be restarted" : message,
                        container.probe(by).flatMap(Probe::terminationGracePeriod).orElse(grace),
                        false);
        container.kill(order, turn);
    }

    private static String word(ProbeType type) {
        return type == ProbeType.LIVENESS ? "liveness" : "startup";
    }

    private boolean endsTheRun(ContainerLife container) {
        return container.kind() == Kind.MAIN
                && policy() == RestartPolicy.NEVER
                && of(Kind.MAIN).noneMatch(other -> other != container && other.state().isAlive());
    }

    private void launchDue(Turn turn) {
        StartOrder.turns(containers)
                .forEach(container -> container.launchIfAllowed(policy(), turn));
    }

    // ---- the end ----

    /// Liveness and startup have no say any more; readiness goes on to the last moment (R29).
    void beginLeaving(Turn turn) {
        if (!isBusy()) {
            generate(turn);
        }
        for (ContainerLife container : containers) {
            container.health().workers().stop(ProbeType.LIVENESS, turn);
            container.health().workers().stop(ProbeType.STARTUP, turn);
        }
    }

    /// Tells all containers to end; a sidecar's SIGTERM waits until it is its turn.
    void leave(KillReason reason, Duration grace, Turn turn) {
        leaving = Optional.of(new Leaving(reason, grace, turn.now(), false));
        goOnLeaving(turn);
    }

    void goOnLeaving(Turn turn) {
        leaving.ifPresent(plan -> goOn(plan, turn));
    }

    private void goOn(Leaving plan, Turn turn) {
        if (plan.hurry()) {
            containers.forEach(container -> container.killNow(plan.reason(), turn));
            return;
        }
        Duration spent = Duration.ofNanos(turn.now() - plan.since());
        endAll(plan.reason(), plan.grace().minusSeconds(spent.toSeconds()), turn);
    }

    /// Hooks run at the same time. SIGTERM goes to everything but sidecars at once, then to the
    /// sidecars in reverse order, one after the other.
    private void endAll(KillReason reason, Duration grace, Turn turn) {
        containers.forEach(container -> stop(container, reason, grace, turn));
        List<ContainerLife> alive =
                containers.stream().filter(container -> container.state().isAlive()).toList();
        boolean onlySidecars =
                alive.stream().allMatch(container -> container.kind() == Kind.SIDECAR);
        if (onlySidecars && !alive.isEmpty()) {
            alive.getLast().killInTurn(turn);
        }
    }

    private static void stop(
            ContainerLife container, KillReason reason, Duration grace, Turn turn) {
        boolean queued = container.kind() == Kind.SIDECAR;
        String message = "Stopping container " + container.name();
        container.kill(new Killing.Order(reason, message, grace, queued), turn);
    }

    /// SIGKILL for everything that runs, and for what is still being launched when it does.
    void killNow(KillReason reason, Turn turn) {
        leaving = Optional.of(new Leaving(reason, Duration.ZERO, turn.now(), true));
        goOnLeaving(turn);
    }

    boolean isGone() {
        return containers.stream().noneMatch(container -> container.state().isAlive());
    }

    /// The last flags, and the end of readiness.
    void close(Turn turn) {
        for (ContainerLife container : containers) {
            container.health().workers().drop(turn);
            container.generate(turn);
        }
    }

    // ---- events ----

    /// @return false when nobody waits for this report
    boolean happened(Event.Report report, Turn turn) {
        return container(report.incarnation().container())
                .filter(container -> container.happened(report, turn))
                .isPresent();
    }

    Change attemptFinished(Event.AttemptFinished event, Turn turn) {
        return container(event.worker().container())
                .map(container -> container.attemptFinished(event, turn))
                .orElse(Change.NONE);
    }

    /// A worker's time has come.
    ///
    /// @param deleting whether the replica is being taken away
    Change wake(WorkerId worker, boolean deleting, Turn turn) {
        Optional<ContainerLife> found = container(worker.container());
        if (found.isEmpty()) {
            return Change.NONE;
        }
        ContainerLife container = found.get();
        // While a main container runs nothing can be over, which spares most wakes the question.
        boolean goesOn = container.kind() == Kind.MAIN && container.isRunning();
        boolean over = !deleting && !goesOn && phase().isOver();
        return container.wake(worker.type(), deleting, over, policy(), turn);
    }

    /// @return false when there is no such worker
    boolean pause(WorkerId worker, boolean on) {
        return container(worker.container())
                .filter(container -> container.health().workers().pause(worker.type(), on))
                .isPresent();
    }

    /// @return nothing when there is no such worker
    Optional<Change> force(WorkerId worker, Forced forced, Turn turn) {
        return container(worker.container())
                .filter(container -> container.health().workers().has(worker.type()))
                .map(container -> container.force(worker.type(), forced, turn));
    }

    void setProbe(Container changed, ProbeType type, Probe probe, Turn turn) {
        container(changed.name())
                .ifPresent(container -> container.setProbe(type, probe, changed, turn));
    }

    // ---- what it amounts to ----

    void advanceKills(Turn turn) {
        containers.forEach(container -> container.advance(turn));
    }

    long due(long now) {
        return containers.stream()
                .mapToLong(container -> container.due(now))
                .min()
                .orElse(Agenda.NEVER);
    }

    Phase phase() {
        return PodPhase.of(containers, policy(), leaving.isPresent());
    }

    /// Of everything but plain init containers, as a pod's ContainersReady is.
    Stream<ContainerLife> lasting() {
        return containers.stream().filter(container -> container.kind() != Kind.INIT);
    }

    Optional<Incarnation> mainIncarnation() {
        return of(Kind.MAIN).findFirst().flatMap(main -> main.state().newest());
    }

    List<ContainerView> views() {
        return containers.stream().map(ContainerLife::view).toList();
    }
}
