package dev.probity.engine;

import dev.probity.engine.fleet.Commands;
import dev.probity.engine.fleet.Fleet;
import dev.probity.engine.turn.Agenda;
import dev.probity.engine.turn.Dice;
import dev.probity.engine.turn.Outbox;
import dev.probity.engine.turn.Turn;

import java.util.List;

/// What happens: events in, effects out. One thread at a time may use it.
///
/// An event is taken in at once, and what follows from it is decided when the timer that it sets
/// for the same moment is due. Events of one instant are so judged together, in the way of a
/// kubelet: hand in all that has happened, then {@link Event.TimerDue}.
public final class Engine {

    private final Settings settings;
    private final Outbox out;
    private final Dice dice;
    private final Agenda<WorkerId> workers = new Agenda<>();
    private final Agenda<ReplicaId> replicas = new Agenda<>();
    private final Agenda<String> services = new Agenda<>();
    private final Fleet fleet;
    private final Commands commands;
    private long wakeAt;

    private Engine(EngineImage image) {
        settings = image.settings();
        out = new Outbox(image.numbers());
        dice = new Dice(image.dice());
        wakeAt = image.wakeAt();
        fleet = new Fleet(image.fleet(), turn(0));
        commands = new Commands(fleet);
    }

    public static Engine create(Settings settings) {
        return new Engine(EngineImage.fresh(settings));
    }

    /// An engine that goes on where the image was taken.
    public static Engine restore(EngineImage image) {
        return new Engine(image);
    }

    /// Takes in what happened.
    ///
    /// @param now monotonic nanoseconds; never less than in the step before
    /// @return what is to be done, in this order
    public List<Effect> step(long now, Event event) {
        Turn turn = turn(now);
        switch (event) {
            case Event.TimerDue _ -> {
                wakeAt = Agenda.NEVER;
                fleet.timerDue(turn);
            }
            case Event.Report report -> fleet.happened(report, turn);
            case Event.AttemptFinished answer -> fleet.attemptFinished(answer, turn);
            case Event.DrainFinished finished -> fleet.drainFinished(finished, turn);
            case Event.Command command -> commands.carryOut(command, turn);
        }
        fleet.conclude(event instanceof Event.Command, turn);
        announceWake(now);
        return out.drain();
    }

    private Turn turn(long now) {
        return new Turn(now, settings, out, dice, workers, replicas, services);
    }

    private void announceWake(long now) {
        long next = Math.min(Math.min(replicas.next(), workers.next()), services.next());
        if (next == wakeAt) {
            return;
        }
        wakeAt = next;
        if (next != Agenda.NEVER) {
            out.add(new Effect.WakeAt(Math.max(now, next)));
        }
    }

    public Snapshot snapshot(long now) {
        return fleet.snapshot(now);
    }

    /// For the beginning of a journal, and for {@link #restore}.
    public EngineImage image() {
        return new EngineImage(settings, out.numbers(), dice.state(), wakeAt, fleet.image());
    }
}
