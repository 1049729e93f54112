package dev.probity.engine.fleet;

import dev.probity.engine.Effect;
import dev.probity.engine.Happening;
import dev.probity.engine.Phase;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.engine.life.ReplicaLife;
import dev.probity.engine.life.Wish;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Dependency.Condition;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One service: its slots, how many are desired, and the roll-out that replaces them.
public final class ServiceLife {

    private Desired desired;
    private final Slots slots = new Slots();
    private final RollingUpdate update;
    private List<ReplicaId> rotation;

    /// All that a service's life is.
    ///
    /// @param rotation as published last
    public record Image(
            Desired desired,
            List<ReplicaLife.Image> slots,
            Optional<RollOut> rollOut,
            List<ReplicaId> rotation) {
        public Image {
            slots = List.copyOf(slots);
            rotation = List.copyOf(rotation);
        }

        String name() {
            return desired.definition().name();
        }
    }

    private ServiceLife(Image image) {
        desired = image.desired();
        update = new RollingUpdate(image.name(), slots, image.rollOut());
        rotation = image.rotation();
    }

    static ServiceLife restored(Image image, Turn turn) {
        ServiceLife life = new ServiceLife(image);
        for (ReplicaLife.Image slot : image.slots()) {
            life.slots.add(ReplicaLife.restored(slot, turn));
        }
        life.update.arrange(turn);
        return life;
    }

    static ServiceLife of(Service service, boolean running, Turn turn) {
        ServiceLife life =
                new ServiceLife(
                        new Image(
                                Desired.of(service, running),
                                List.of(),
                                Optional.empty(),
                                List.of()));
        turn.out().publish(new Effect.PublishRotation(service.name(), List.of()));
        life.reconcile(turn);
        return life;
    }

    Image image() {
        return new Image(
                desired,
                slots.all().stream().map(ReplicaLife::image).toList(),
                update.image(),
                rotation);
    }

    String name() {
        return definition().name();
    }

    Service definition() {
        return desired.definition();
    }

    Wanted wanted() {
        return desired.wanted();
    }

    boolean isHeld() {
        return desired.held();
    }

    List<ReplicaLife> slots() {
        return slots.all();
    }

    Optional<ReplicaLife> slot(int ordinal) {
        return slots.get(ordinal);
    }

    /// Nothing of it runs.
    boolean isDown() {
        return slots.all().stream().allMatch(ReplicaLife::isDown);
    }

    boolean meets(Condition condition) {
        if (definition().external()) {
            return true;
        }
        return switch (condition) {
            case STARTED -> any(ReplicaState.STARTED, ReplicaState.HEALTHY, ReplicaState.READY);
            case HEALTHY -> any(ReplicaState.HEALTHY, ReplicaState.READY);
            case READY -> any(ReplicaState.READY);
            case COMPLETED ->
                    slots.all().stream().allMatch(slot -> slot.phase() == Phase.SUCCEEDED);
        };
    }

    private boolean any(ReplicaState... states) {
        return slots.all().stream().anyMatch(slot -> List.of(states).contains(slot.state()));
    }

    // ---- what is desired ----

    /// The service as a file says it now. What operators changed stays as long as the file's own
    /// words about this service stay the same.
    void apply(Service service, Turn turn) {
        if (desired.wanted() == Wanted.GONE) {
            run(turn);
        }
        if (!service.equals(desired.applied())) {
            define(service, turn);
        }
        slots.all().forEach(slot -> slot.askSync(turn));
    }

    private void define(Service service, Turn turn) {
        desired = desired.applying(service);
        List<ReplicaLife> stale =
                slots.all().stream()
                        .filter(slot -> slot.id().ordinal() <= desired.scale())
                        .filter(this::isStale)
                        .toList();
        for (ReplicaLife slot : slots.all()) {
            if (slot.wish() instanceof Wish.Run && !stale.contains(slot)) {
                slot.resume(service, turn);
            }
        }
        reconcile(turn);
        stale.stream().filter(slot -> !slot.isUp()).forEach(slot -> slot.renew(service, turn));
        // Those that take no traffic go first: replacing them costs nobody anything.
        update.begin(
                stale.stream()
                        .filter(ReplicaLife::isUp)
                        .sorted(Comparator.comparing(ReplicaLife::takesTraffic))
                        .map(slot -> slot.id().ordinal())
                        .toList(),
                service,
                turn);
    }

    private boolean isStale(ReplicaLife slot) {
        return slot.wish() instanceof Wish.Run before
                && Definitions.needsFreshReplicas(before.definition(), definition());
    }

    /// Changes what is asked, without touching what runs.
    void redefine(Service changed, Turn turn) {
        desired = desired.redefined(changed);
        slots.all().stream()
                .filter(slot -> slot.wish() instanceof Wish.Run)
                .forEach(slot -> slot.resume(changed, turn));
    }

    void scaleTo(int replicas, Turn turn) {
        desired = desired.scaled(replicas);
        reconcile(turn);
    }

    void start(Turn turn) {
        boolean again = desired.wanted() == Wanted.RUNNING;
        run(turn);
        if (again) {
            slots.all().stream()
                    .filter(slot -> slot.phase().isOver() && !slot.isDown())
                    .forEach(slot -> slot.renew(definition(), turn));
        }
    }

    private void run(Turn turn) {
        desired = desired.running();
        reconcile(turn);
    }

    /// Its end begins with {@link #release}, when nobody who depends on it is still to end.
    void end(Wanted how, Optional<Duration> within) {
        desired = desired.ending(how, within);
    }

    void release(Turn turn) {
        desired = desired.released();
        update.stop(turn);
        reconcile(turn);
    }

    void restart(List<Integer> ordinals, boolean rolling, Turn turn) {
        if (rolling) {
            update.begin(ordinals, definition(), turn);
        } else {
            ordinals.forEach(ordinal -> slot(ordinal).orElseThrow().renew(definition(), turn));
        }
    }

    List<Integer> ordinals() {
        return slots.all().stream().map(slot -> slot.id().ordinal()).toList();
    }

    /// Gives each slot its wish, and makes the slots that are missing.
    private void reconcile(Turn turn) {
        if (desired.isOutOfReach()) {
            return;
        }
        for (int ordinal = 1; ordinal <= desired.scale(); ordinal++) {
            if (!slots.contains(ordinal) && desired.wanted() != Wanted.GONE) {
                Wish first =
                        desired.insteadOfRunning(ordinal)
                                .orElseGet(() -> new Wish.Run(definition(), 1));
                slots.add(ReplicaLife.empty(new ReplicaId(name(), ordinal), first, turn));
            }
        }
        for (ReplicaLife slot : slots.all()) {
            Optional<Wish> instead = desired.insteadOfRunning(slot.id().ordinal());
            if (instead.isPresent()) {
                slot.desire(instead.get(), turn);
            } else if (!(slot.wish() instanceof Wish.Run)) {
                slot.resume(definition(), turn);
            }
        }
    }

    /// Goes on with replacing replicas, if it can.
    void advanceRollOut(Turn turn) {
        update.advance(definition(), turn);
    }

    /// Says once that replacing replicas waits.
    void complain(Turn turn) {
        update.complain(turn);
    }

    // ---- what it amounts to ----

    /// Drops the slots that are done for.
    void removeRetired(Turn turn) {
        List<ReplicaLife> retired = slots.all().stream().filter(ReplicaLife::isRetired).toList();
        for (ReplicaLife slot : retired) {
            slots.remove(slot);
            slot.forget(turn);
            turn.out().add(new Effect.Retire(slot.id()));
        }
    }

    void publishRotation(Turn turn) {
        List<ReplicaId> now =
                slots.all().stream()
                        .filter(ReplicaLife::takesTraffic)
                        .map(ReplicaLife::id)
                        .toList();
        if (!now.equals(rotation)) {
            rotation = now;
            turn.out().publish(new Effect.PublishRotation(name(), now));
            turn.out().tell(new Happening.RotationChanged(name(), now));
        }
    }

    ServiceView view() {
        return new ServiceView(
                name(),
                definition().external(),
                desired.wanted() == Wanted.RUNNING,
                desired.scale(),
                update.view(),
                slots.all().stream().map(ReplicaLife::view).toList());
    }
}
