package dev.probity.engine.fleet;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot.RollOutView;
import dev.probity.engine.life.ReplicaLife;
import dev.probity.engine.life.Wish;
import dev.probity.engine.turn.Agenda;
import dev.probity.engine.turn.Agenda.Alarm;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Service;

import java.util.List;
import java.util.Optional;

/// Replaces the replicas of one service by fresh ones, one after the other.
final class RollingUpdate {

    private final String service;
    private final Slots slots;
    private final Alarm<String> alarm;
    private Optional<RollOut> rollOut;

    /// @param slots the service's own, which come and go meanwhile
    RollingUpdate(String service, Slots slots, Optional<RollOut> rollOut) {
        this.service = service;
        this.slots = slots;
        this.rollOut = rollOut;
        alarm = new Alarm<>(service, 0);
    }

    Optional<RollOut> image() {
        return rollOut;
    }

    /// Instead of one that is under way.
    ///
    /// @param ordinals in the order in which they are replaced
    void begin(List<Integer> ordinals, Service definition, Turn turn) {
        if (ordinals.isEmpty()) {
            stop(turn);
            return;
        }
        RollOut next = RollOut.starting(ordinals, turn.now());
        rollOut = Optional.of(next);
        ReplicaLife slot = slots.get(next.current()).orElseThrow();
        turn.out()
                .tell(
                        new Happening.RollingOut(
                                service, Optional.of(slot.id()), next.left().size()));
        slot.renew(definition, turn);
        arrange(turn);
    }

    void stop(Turn turn) {
        rollOut = Optional.empty();
        arrange(turn);
    }

    /// Goes on when the replica whose turn it is has become Ready, or is not wanted any more.
    void advance(Service definition, Turn turn) {
        while (rollOut.isPresent() && isDone(rollOut.get())) {
            RollOut done = rollOut.get();
            if (done.isLast()) {
                turn.out().tell(new Happening.RollingOut(service, Optional.empty(), 0));
                stop(turn);
            } else {
                begin(done.left().stream().filter(slots::contains).toList(), definition, turn);
            }
        }
    }

    private boolean isDone(RollOut roll) {
        return slots.get(roll.current())
                .map(slot -> !(slot.wish() instanceof Wish.Run) || slot.isSettled())
                .orElse(true);
    }

    /// Says once that it waits.
    void complain(Turn turn) {
        rollOut.filter(roll -> !roll.told() && turn.now() >= roll.patientUntil())
                .ifPresent(roll -> {
                    ReplicaId current = new ReplicaId(service, roll.current());
                    turn.out().tell(new Happening.RollOutWaits(current, RollOut.PATIENCE));
                    rollOut = Optional.of(roll.complained());
                });
        arrange(turn);
    }

    void arrange(Turn turn) {
        long due =
                rollOut.filter(roll -> !roll.told())
                        .map(RollOut::patientUntil)
                        .orElse(Agenda.NEVER);
        turn.services().arrange(alarm, due);
    }

    Optional<RollOutView> view() {
        return rollOut.map(roll ->
                new RollOutView(
                        new ReplicaId(service, roll.current()), roll.since(), roll.left().size()));
    }
}
