package dev.probity.simulator;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;
import dev.probity.engine.Exit;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Settings;
import dev.probity.engine.Snapshot;
import dev.probity.engine.WorkerId;
import dev.probity.engine.turn.Dice;
import dev.probity.journal.Journal;
import dev.probity.simulator.traffic.Clients;
import dev.probity.simulator.traffic.Seen;
import dev.probity.simulator.world.Actor;
import dev.probity.simulator.world.Behaviour;
import dev.probity.simulator.world.Cast;
import dev.probity.simulator.world.Reply;
import dev.probity.simulator.world.StandardBehaviour;
import dev.probity.spec.Container;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Plays a scenario: the engine of `run`, a world that answers for the processes, and a clock that
/// jumps from one moment to the next.
public final class Simulation {
    private static final long SECOND = 1_000_000_000L;
    private static final Event TIMER_DUE = new Event.TimerDue();

    private static final Actor NOBODY =
            new Actor(StandardBehaviour.STEADY.behaviour(), Nobody.CONTAINER, true, new Dice(0));

    private final Scenario scenario;
    private final Cast cast;
    private final Observer observer;
    private final Engine engine;
    private final Clients clients;
    private final Agenda agenda = new Agenda();
    private final Map<ReplicaId, Slot> slots = new HashMap<>();
    private long now;
    private long wakeAt = Actor.NEVER;
    private long attempts;
    private @Nullable Journal journal; // only where it is recorded

    /// What is on stage for a replica.
    private static final class Slot {
        private final Map<String, Actor> actors = new HashMap<>(4);
        private final Map<String, Incarnation> incarnations = new HashMap<>(4);
        private final Dice dice;

        Slot(Dice dice) {
            this.dice = dice;
        }
    }

    /// @param attempts how many attempts were made
    /// @param last everything as it was at the end
    /// @param seen what clients saw, by service
    public record Result(long attempts, Snapshot last, Map<String, Seen> seen) {
        public Result {
            seen = Map.copyOf(seen);
        }

        /// What the clients of one service saw; nothing, where it has none.
        public Seen seen(String service) {
            return seen.getOrDefault(service, Seen.NOTHING);
        }
    }

    private Simulation(Scenario scenario, Observer observer) {
        this.scenario = scenario;
        this.cast = scenario.cast();
        this.observer = observer;
        Scenario.Dials dials = scenario.dials();
        long offset = dials.randomPhases() ? new Dice(~dials.seed()).below(SECOND) : 0;
        engine = Engine.create(new Settings(offset, Settings.MAX_BACK_OFF, dials.randomPhases()));
        clients = new Clients(scenario.application(), dials.requestsPerSecond(), dials.seed());
    }

    /// Plays the whole of it.
    public static Result run(Scenario scenario, Observer observer) {
        return run(scenario, observer, () -> false);
    }

    /// @param enough asked after every step; ends it early
    public static Result run(Scenario scenario, Observer observer, BooleanSupplier enough) {
        return new Simulation(scenario, observer).run(enough);
    }

    /// Plays it, and keeps every step in a journal, as `run` does.
    public static Result record(Scenario scenario, Journal journal) {
        Simulation simulation = new Simulation(scenario, (at, happening) -> {});
        simulation.journal = journal;
        return simulation.run(() -> false);
    }

    private Result run(BooleanSupplier enough) {
        happen(
                Duration.ZERO,
                new Event.Apply(1, scenario.application(), List.of(), scenario.dials().seed()));
        scenario.commands().forEach(timed -> happen(timed.at(), timed.command()));
        long end = scenario.span().toNanos();
        long next = next();
        while (next <= end && !enough.getAsBoolean()) {
            now = next;
            if (agenda.next(now) <= now) {
                take(agenda.take(now));
            } else {
                wakeAt = Actor.NEVER;
                step(TIMER_DUE);
            }
            next = next();
        }
        now = next <= end ? now : end;
        return new Result(attempts, engine.snapshot(now), clients.finish(now));
    }

    private long next() {
        return Math.min(agenda.next(now), wakeAt);
    }

    private void happen(Duration at, Event event) {
        agenda.add(now, at.toNanos(), event, NOBODY);
    }

    private void take(Agenda.Due due) {
        Event event = due.event();
        if (due.about().isDead()) {
            if (!(event instanceof Event.AttemptFinished answer)) {
                return; // a process dies once, whatever kills it
            }
            event = cut(answer);
        }
        if (event instanceof Event.Exited exited) {
            due.about().died(now);
            clients.left(exited.incarnation().replica(), now);
        } else if (event instanceof Event.Started(Incarnation incarnation)) {
            due.about().started(now);
            begin(due.about(), incarnation);
        }
        step(event);
    }

    /// The answer that a dead process did not get to give.
    private static Event cut(Event.AttemptFinished answer) {
        return answer.outcome() instanceof dev.probity.engine.Outcome.Success
                ? new Event.AttemptFinished(
                        answer.attempt(), answer.worker(), Reply.CUT, answer.tries(), answer.took())
                : answer;
    }

    private void begin(Actor actor, Incarnation incarnation) {
        actor.endsAt()
                .ifPresent(at -> {
                    int code = actor.behaviour().ends().map(Behaviour.End::code).orElse(0);
                    agenda.add(now, at, exited(incarnation, code), actor);
                });
        clients.came(incarnation, actor, now);
    }

    private void step(Event event) {
        if (journal != null && journal.wantsState()) {
            journal.state(now, Instant.ofEpochSecond(0, now), engine.image());
        }
        List<Effect> effects = engine.step(now, event);
        if (journal != null) {
            journal.step(now, event, effects);
        }
        for (int index = 0; index < effects.size(); index++) {
            act(effects.get(index));
        }
    }

    private void act(Effect effect) {
        switch (effect) {
            case Effect.MakeAttempt attempt -> answer(attempt);
            case Effect.Tell tell -> observer.happened(now, tell.happening());
            case Effect.WakeAt wake -> wakeAt = wake.at();
            case Effect.Launch launch -> launch(launch.incarnation(), launch.container());
            case Effect.Terminate terminate -> signal(terminate);
            case Effect.RunPreStop hook -> runPreStop(hook);
            case Effect.Drain drain -> drain(drain);
            case Effect.PublishRotation rotation ->
                    clients.route(rotation.service(), rotation.replicas(), now);
            case Effect.CancelAttempt _, // its answer changes nothing when it comes
                    Effect.Retire _,
                    Effect.Answer _,
                    Effect.Ended _ -> {}
        }
    }

    private void answer(Effect.MakeAttempt attempt) {
        attempts++;
        WorkerId worker = attempt.worker();
        Actor actor = actor(worker.replica(), worker.container());
        Reply reply = actor.reply(worker.type(), attempt.probe(), now);
        agenda.add(
                now,
                now + reply.takes(),
                new Event.AttemptFinished(
                        attempt.attempt(),
                        worker,
                        reply.outcome(),
                        reply.tries(),
                        Duration.ofNanos(reply.takes())),
                actor);
    }

    private Actor actor(ReplicaId replica, String container) {
        Slot slot = slots.get(replica);
        return slot == null ? NOBODY : slot.actors.getOrDefault(container, NOBODY);
    }

    private void launch(Incarnation incarnation, Container container) {
        Slot slot =
                slots.computeIfAbsent(incarnation.replica(), replica -> new Slot(luck(replica)));
        boolean first = !slot.actors.containsKey(container.name());
        Actor actor = new Actor(behaviour(incarnation, container), container, first, slot.dice);
        slot.actors.put(container.name(), actor);
        slot.incarnations.put(container.name(), incarnation);
        agenda.add(now, now + actor.startsIn(), new Event.Started(incarnation), actor);
    }

    /// Only the main container plays its part; the others do what is expected of them.
    private Behaviour behaviour(Incarnation incarnation, Container container) {
        return switch (container.kind()) {
            case MAIN -> cast.behaviour(incarnation.replica());
            case SIDECAR -> StandardBehaviour.STEADY.behaviour();
            case INIT -> Nobody.DONE_AT_ONCE;
        };
    }

    private Dice luck(ReplicaId replica) {
        Dice dice = new Dice(scenario.dials().seed());
        dice.stir(replica.service().hashCode() * 31L + replica.ordinal());
        return dice;
    }

    private void signal(Effect.Terminate terminate) {
        Incarnation incarnation = terminate.incarnation();
        Slot slot = slots.get(incarnation.replica());
        if (slot == null || !incarnation.equals(slot.incarnations.get(incarnation.container()))) {
            return; // it started too late, and another one is on stage
        }
        Actor actor = actor(incarnation.replica(), incarnation.container());
        Behaviour.Stops stops = actor.behaviour().stops();
        switch (terminate.signal()) {
            case KILL -> agenda.add(now, now, exited(incarnation, 137), actor);
            case TERM -> {
                if (!stops.ignoresTerm()) {
                    long at = now + stops.takes().toNanos();
                    agenda.add(now, at, exited(incarnation, 143), actor);
                }
            }
        }
    }

    private static Event.Exited exited(Incarnation incarnation, int code) {
        return new Event.Exited(incarnation, new Exit(code, Optional.empty()));
    }

    /// A sleep takes its time; other hooks are done at once.
    private void runPreStop(Effect.RunPreStop hook) {
        Duration takes =
                hook.hook() instanceof dev.probity.spec.Hook.Sleep sleep
                        ? sleep.duration()
                        : Duration.ZERO;
        long bounded = Math.min(takes.toNanos(), hook.limit().toNanos());
        agenda.add(
                now,
                now + bounded,
                new Event.PreStopFinished(hook.incarnation(), Optional.empty()),
                NOBODY);
    }

    private void drain(Effect.Drain drain) {
        Clients.Drain end = clients.drain(drain.replica(), now, drain.limit());
        agenda.add(now, end.at(), new Event.DrainFinished(drain.replica(), end.cut()), NOBODY);
    }
}
