package dev.probity.engine.fleet;

import dev.probity.engine.Effect;
import dev.probity.engine.Happening;
import dev.probity.engine.Phase;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.Snapshot.RollOutView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.engine.life.ReplicaLife;
import dev.probity.engine.life.Wish;
import dev.probity.engine.turn.Agenda;
import dev.probity.engine.turn.Agenda.Alarm;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Dependency.Condition;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One service: its slots, how many are desired, and the roll-out that replaces them.
public final class ServiceLife {

    private Service applied;
    private Service definition;
    private int scale;
    private Wanted wanted;
    private boolean held;
    private Optional<Duration> grace;
    private final Slots slots = new Slots();
    private final Alarm<String> alarm;
    private Optional<RollOut> rollOut;
    private List<ReplicaId> rotation;

    public enum Wanted {
        RUNNING,
        /// Its slots stay.
        STOPPED,
        /// It is no longer in the application.
        GONE
    }

    /// All that a service's life is.
    ///
    /// @param applied as the file said
    /// @param definition with what operators changed since
    /// @param held not wanted any more, but others that depend on it have to end first
    /// @param grace replaces the service's own while it is stopped
    /// @param rotation as published last
    public record Image(
            Service applied,
            Service definition,
            int scale,
            Wanted wanted,
            boolean held,
            Optional<Duration> grace,
            List<ReplicaLife.Image> slots,
            Optional<RollOut> rollOut,
            List<ReplicaId> rotation) {
        public Image {
            slots = List.copyOf(slots);
            rotation = List.copyOf(rotation);
        }
    }

    private ServiceLife(Image image) {
        applied = image.applied();
        definition = image.definition();
        scale = image.scale();
        wanted = image.wanted();
        held = image.held();
        grace = image.grace();
        rollOut = image.rollOut();
        rotation = image.rotation();
        alarm = new Alarm<>(definition.name(), 0);
    }

    static ServiceLife restored(Image image, Turn turn) {
        ServiceLife life = new ServiceLife(image);
        for (ReplicaLife.Image slot : image.slots()) {
            life.slots.add(ReplicaLife.restored(slot, turn));
        }
        life.arrange(turn);
        return life;
    }

    static ServiceLife of(Service service, boolean running, Turn turn) {
        ServiceLife life =
                new ServiceLife(
                        new Image(
                                service,
                                service,
                                service.replicas(),
                                running ? Wanted.RUNNING : Wanted.STOPPED,
                                false,
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                List.of()));
        turn.out().publish(new Effect.PublishRotation(service.name(), List.of()));
        life.reconcile(turn);
        return life;
    }

    Image image() {
        return new Image(
                applied,
                definition,
                scale,
                wanted,
                held,
                grace,
                slots.all().stream().map(ReplicaLife::image).toList(),
                rollOut,
                rotation);
    }

    String name() {
        return definition.name();
    }

    Service definition() {
        return definition;
    }

    Wanted wanted() {
        return wanted;
    }

    boolean isHeld() {
        return held;
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
        if (definition.external()) {
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
        boolean back = wanted == Wanted.GONE;
        if (back) {
            run(turn);
        }
        if (!service.equals(applied)) {
            scale = service.replicas();
            applied = service;
            define(service, turn);
        }
        slots.all().forEach(slot -> slot.askSync(turn));
    }

    private void define(Service service, Turn turn) {
        definition = service;
        List<ReplicaLife> stale =
                slots.all().stream()
                        .filter(slot -> slot.id().ordinal() <= scale)
                        .filter(this::isStale)
                        .toList();
        for (ReplicaLife slot : slots.all()) {
            if (slot.wish() instanceof Wish.Run && !stale.contains(slot)) {
                slot.resume(definition, turn);
            }
        }
        reconcile(turn);
        stale.stream().filter(slot -> !slot.isUp()).forEach(slot -> slot.renew(definition, turn));
        // Those that take no traffic go first: replacing them costs nobody anything.
        replaceOneByOne(
                stale.stream()
                        .filter(ReplicaLife::isUp)
                        .sorted(Comparator.comparing(ReplicaLife::takesTraffic))
                        .map(slot -> slot.id().ordinal())
                        .toList(),
                turn);
    }

    private boolean isStale(ReplicaLife slot) {
        return slot.wish() instanceof Wish.Run desired
                && Definitions.needsFreshReplicas(desired.definition(), definition);
    }

    /// Changes what is asked, without touching what runs.
    void redefine(Service changed, Turn turn) {
        definition = changed;
        slots.all().stream()
                .filter(slot -> slot.wish() instanceof Wish.Run)
                .forEach(slot -> slot.resume(changed, turn));
    }

    void scaleTo(int replicas, Turn turn) {
        scale = replicas;
        reconcile(turn);
    }

    void start(Turn turn) {
        boolean again = wanted == Wanted.RUNNING;
        run(turn);
        if (again) {
            slots.all().stream()
                    .filter(slot -> slot.phase().isOver() && !slot.isDown())
                    .forEach(slot -> slot.renew(definition, turn));
        }
    }

    private void run(Turn turn) {
        wanted = Wanted.RUNNING;
        held = false;
        grace = Optional.empty();
        reconcile(turn);
    }

    /// Its end begins with {@link #release}, when nobody who depends on it is still to end.
    void end(Wanted how, Optional<Duration> within) {
        if (wanted == Wanted.RUNNING) {
            held = true;
        }
        wanted = how;
        grace = within;
    }

    void release(Turn turn) {
        held = false;
        replaceOneByOne(List.of(), turn);
        reconcile(turn);
    }

    void restart(List<Integer> ordinals, boolean rolling, Turn turn) {
        if (rolling) {
            replaceOneByOne(ordinals, turn);
        } else {
            ordinals.forEach(ordinal -> slot(ordinal).orElseThrow().renew(definition, turn));
        }
    }

    List<Integer> ordinals() {
        return slots.all().stream().map(slot -> slot.id().ordinal()).toList();
    }

    /// Gives each slot its wish, and makes the slots that are missing.
    private void reconcile(Turn turn) {
        if (held || definition.external()) {
            return;
        }
        for (int ordinal = 1; ordinal <= scale; ordinal++) {
            if (!slots.contains(ordinal) && wanted != Wanted.GONE) {
                ReplicaId id = new ReplicaId(name(), ordinal);
                Wish first = wanted == Wanted.RUNNING ? new Wish.Run(definition, 1) : rest();
                slots.add(ReplicaLife.empty(id, first, turn));
            }
        }
        for (ReplicaLife slot : slots.all()) {
            if (wanted == Wanted.GONE || slot.id().ordinal() > scale) {
                slot.desire(new Wish.Retire(), turn);
            } else if (wanted == Wanted.STOPPED) {
                slot.desire(rest(), turn);
            } else if (!(slot.wish() instanceof Wish.Run)) {
                slot.resume(definition, turn);
            }
        }
    }

    private Wish rest() {
        return new Wish.Rest(grace);
    }

    // ---- roll-out ----

    private void replaceOneByOne(List<Integer> ordinals, Turn turn) {
        if (ordinals.isEmpty()) {
            rollOut = Optional.empty();
            arrange(turn);
        } else {
            replace(RollOut.starting(ordinals, turn.now()), turn);
        }
    }

    private void replace(RollOut next, Turn turn) {
        rollOut = Optional.of(next);
        ReplicaLife slot = slot(next.current()).orElseThrow();
        turn.out()
                .tell(new Happening.RollingOut(name(), Optional.of(slot.id()), next.left().size()));
        slot.renew(definition, turn);
        arrange(turn);
    }

    /// Goes on when the replica whose turn it is has become Ready, or is not wanted any more.
    void advanceRollOut(Turn turn) {
        while (rollOut.isPresent() && isDone(rollOut.get())) {
            RollOut done = rollOut.get();
            if (done.isLast()) {
                rollOut = Optional.empty();
                turn.out().tell(new Happening.RollingOut(name(), Optional.empty(), 0));
                arrange(turn);
            } else {
                replaceOneByOne(done.left().stream().filter(slots::contains).toList(), turn);
            }
        }
    }

    private boolean isDone(RollOut roll) {
        return slots.get(roll.current())
                .map(slot -> !(slot.wish() instanceof Wish.Run) || slot.isSettled())
                .orElse(true);
    }

    /// Says once that the roll-out waits.
    void complain(Turn turn) {
        rollOut.filter(roll -> !roll.told() && turn.now() >= roll.patientUntil())
                .ifPresent(roll -> {
                    turn.out()
                            .tell(
                                    new Happening.RollOutWaits(
                                            new ReplicaId(name(), roll.current()),
                                            RollOut.PATIENCE));
                    rollOut = Optional.of(roll.complained());
                });
        arrange(turn);
    }

    private void arrange(Turn turn) {
        long due =
                rollOut.filter(roll -> !roll.told())
                        .map(RollOut::patientUntil)
                        .orElse(Agenda.NEVER);
        turn.services().arrange(alarm, due);
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
                definition.external(),
                wanted == Wanted.RUNNING,
                scale,
                rollOut.map(roll ->
                        new RollOutView(
                                new ReplicaId(name(), roll.current()),
                                roll.since(),
                                roll.left().size())),
                slots.all().stream().map(ReplicaLife::view).toList());
    }
}
