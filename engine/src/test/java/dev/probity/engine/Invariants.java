package dev.probity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must hold after every step, whatever happens.
final class Invariants {

    private static final int STEPS_PER_INSTANT = 2_000;

    private final long seed;
    private final Map<WorkerId, Long> inFlight = new HashMap<>();
    private final Map<String, Incarnation> alive = new HashMap<>();
    private final Map<String, Long> backOffUntil = new HashMap<>();
    private final Map<ReplicaId, Long> drainUntil = new HashMap<>();
    private final Map<String, List<ReplicaId>> rotations = new HashMap<>();
    private final Map<ReplicaId, ReplicaState> told = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();
    private int ended;
    private long instant = -1;
    private int stepsOfInstant;

    Invariants(long seed) {
        this.seed = seed;
    }

    void check(long now, Event event, List<Effect> effects, Snapshot snapshot) {
        String where =
                "seed "
                        + seed
                        + " at "
                        + Duration.ofNanos(now)
                        + " after "
                        + event.getClass().getSimpleName()
                        + ": ";
        stepsOfInstant = now == instant ? stepsOfInstant + 1 : 0;
        instant = now;
        assertThat(stepsOfInstant).as(where + "time stands still").isLessThan(STEPS_PER_INSTANT);
        takeIn(event);
        effects.forEach(effect -> effect(effect, now, snapshot, where));
        assertThat(asked).as(where + "every command is answered").isEmpty();
        for (ServiceView service : snapshot.services()) {
            rotation(service, where);
            service.replicas().forEach(replica -> replica(replica, now, where));
        }
    }

    private void takeIn(Event event) {
        switch (event) {
            case Event.Command command -> asked.add(command.id());
            case Event.AttemptFinished finished ->
                    inFlight.remove(finished.worker(), finished.attempt());
            case Event.Exited exited ->
                    alive.remove(key(exited.incarnation()), exited.incarnation());
            case Event.LaunchFailed failed ->
                    alive.remove(key(failed.incarnation()), failed.incarnation());
            case Event.Started _,
                    Event.PreStopFinished _,
                    Event.DrainFinished _,
                    Event.TimerDue _ -> {}
        }
    }

    private static String key(Incarnation incarnation) {
        return incarnation.replica() + "/" + incarnation.container();
    }

    private void effect(Effect effect, long now, Snapshot snapshot, String where) {
        switch (effect) {
            case Effect.Launch launch -> {
                Incarnation before = alive.put(key(launch.incarnation()), launch.incarnation());
                assertThat(before).as(where + "one live incarnation per container").isNull();
                ReplicaView replica =
                        snapshot.replica(launch.incarnation().replica()).orElseThrow();
                if (replica.createdAt() == now) {
                    // A run from scratch, which an operator asked for, has nothing to wait for.
                    backOffUntil.remove(key(launch.incarnation()));
                }
                assertThat(now)
                        .as(where + "no launch before its back-off is over")
                        .isGreaterThanOrEqualTo(
                                backOffUntil.getOrDefault(key(launch.incarnation()), now));
                backOffUntil.remove(key(launch.incarnation()));
            }
            case Effect.MakeAttempt attempt -> {
                assertThat(inFlight.put(attempt.worker(), attempt.attempt()))
                        .as(where + "one attempt of a worker at once")
                        .isNull();
                mayAsk(attempt, snapshot, where);
            }
            case Effect.CancelAttempt cancel -> inFlight.values().remove(cancel.attempt());
            case Effect.Answer answer ->
                    assertThat(asked.remove(answer.command()))
                            .as(where + "one answer per command")
                            .isTrue();
            case Effect.PublishRotation rotation ->
                    rotations.put(rotation.service(), rotation.replicas());
            case Effect.Drain drain ->
                    drainUntil.put(drain.replica(), now + drain.limit().toNanos());
            case Effect.Retire retire -> told.remove(retire.replica());
            case Effect.Ended _ -> ended++;
            case Effect.Tell tell -> happening(tell.happening(), where);
            case Effect.Terminate _, Effect.RunPreStop _, Effect.WakeAt _ -> {}
        }
    }

    private static void mayAsk(Effect.MakeAttempt attempt, Snapshot snapshot, String where) {
        ContainerView container =
                snapshot.replica(attempt.worker().replica()).orElseThrow().containers().stream()
                        .filter(it -> it.name().equals(attempt.worker().container()))
                        .findFirst()
                        .orElseThrow();
        assertThat(container.incarnation())
                .as(where + "only the present incarnation is probed")
                .isEqualTo(Optional.of(attempt.incarnation()));
        assertThat(container.started())
                .as(where + "startup is asked before, the others after it has passed")
                .isEqualTo(attempt.worker().type() != ProbeType.STARTUP);
        WorkerView worker =
                container.workers().stream()
                        .filter(it -> it.id().equals(attempt.worker()))
                        .findFirst()
                        .orElseThrow();
        assertThat(worker.onHold() || worker.paused()).as(where + "held workers rest").isFalse();
    }

    private void happening(Happening happening, String where) {
        switch (happening) {
            case Happening.Moved moved -> {
                ReplicaState before = told.put(moved.replica(), moved.to());
                assertThat(moved.from())
                        .as(where + "moves follow each other")
                        .isEqualTo(before == null ? moved.from() : before);
            }
            case Happening.BackingOff backOff -> {
                assertThat(backOff.duration())
                        .as(where + "back-off bounds")
                        .isBetween(Duration.ofSeconds(10), Duration.ofMinutes(5));
                backOffUntil.put(backOff.replica() + "/" + backOff.container(), backOff.until());
            }
            case Happening.Oddity oddity ->
                    assertThat(oddity.text())
                            .as(where + "nothing is unexpected but a hook that was given up")
                            .contains("PreStopFinished");
            default -> {}
        }
    }

    private void rotation(ServiceView service, String where) {
        assertThat(rotations.getOrDefault(service.name(), List.of()))
                .as(where + "what is published is what is so")
                .isEqualTo(service.rotation());
        for (ReplicaView replica : service.replicas()) {
            assertThat(replica.inRotation())
                    .as(where + "traffic to Ready replicas only: " + replica.id())
                    .isEqualTo(replica.state() == ReplicaState.READY);
        }
        if (service.running() && !service.external()) {
            assertThat(service.replicas())
                    .as(where + "no replica is lost")
                    .hasSizeGreaterThanOrEqualTo(service.scale());
        }
    }

    private void replica(ReplicaView replica, long now, String where) {
        if (replica.state() == ReplicaState.DRAINING) {
            assertThat(now)
                    .as(where + "draining ends by its limit")
                    .isLessThanOrEqualTo(drainUntil.getOrDefault(replica.id(), -1L));
        }
        if (replica.inRotation()) {
            assertThat(replica.containers())
                    .as(where + "what takes traffic runs")
                    .filteredOn(it -> it.kind() != dev.probity.spec.Container.Kind.INIT)
                    .allMatch(it -> it.status() == Snapshot.Status.RUNNING);
        }
    }

    /// After a shutdown and long enough.
    void atTheEnd(Snapshot snapshot) {
        assertThat(alive).as("seed " + seed + ": every launch ends in an exit").isEmpty();
        assertThat(ended).as("seed " + seed + ": the end is told once").isOne();
        assertThat(inFlight).as("seed " + seed + ": no attempt is left").isEmpty();
        assertThat(snapshot.services()).allMatch(service -> service.rotation().isEmpty());
    }
}
