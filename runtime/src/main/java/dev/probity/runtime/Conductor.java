package dev.probity.runtime;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.journal.Journal;
import dev.probity.runtime.loop.EngineLoop;
import dev.probity.runtime.loop.RunClock;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Carries out each step of the engine, on the engine's thread, and keeps it in the journal.
final class Conductor implements EngineLoop.Observer {
    private final RunClock clock;
    private final Journal journal;
    private final Announcer announcer;
    private final ProbeHistory history;
    private final Answers answers;
    private final Hands hands;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Conductor(
            RunClock clock,
            Journal journal,
            Announcer announcer,
            ProbeHistory history,
            Answers answers,
            Hands hands) {
        this.clock = clock;
        this.journal = journal;
        this.announcer = announcer;
        this.history = history;
        this.answers = answers;
        this.hands = hands;
    }

    /// Done when the engine says that everything has ended.
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void before(long at, Engine engine) {
        if (journal.wantsState()) {
            journal.state(at, clock.time(at), engine.image());
        }
    }

    @Override
    public void after(long at, Event event, List<Effect> effects) {
        for (Effect effect : effects) {
            try {
                carryOut(at, effect);
            } catch (RuntimeException defect) {
                failed(at, defect);
            }
        }
        journal.step(at, event, effects);
    }

    private void carryOut(long at, Effect effect) {
        switch (effect) {
            case Effect.Launch launch -> hands.launch(launch);
            case Effect.Terminate terminate -> hands.terminate(terminate);
            case Effect.RunPreStop preStop -> hands.runPreStop(preStop);
            case Effect.MakeAttempt attempt -> hands.attempt(attempt);
            case Effect.CancelAttempt cancel -> hands.cancel(cancel);
            case Effect.PublishRotation rotation -> hands.publish(rotation);
            case Effect.Drain drain -> hands.drain(drain);
            case Effect.Retire retire -> {
                hands.retire(retire);
                history.forget(retire.replica());
            }
            case Effect.Answer answer -> answers.give(answer.command(), answer.problem());
            case Effect.Tell(Happening happening) -> tell(at, happening);
            case Effect.Ended _ -> ended.complete(null);
            case Effect.WakeAt _ -> {
                // The loop has seen to it.
            }
        }
    }

    private void tell(long at, Happening happening) {
        if (happening instanceof Happening.Attempted attempted) {
            history.add(clock.time(at), attempted);
        }
        announcer.tell(at, new Notice.Happened(happening));
    }

    @Override
    public void failed(long at, RuntimeException defect) {
        announcer.tell(at, new Notice.Mishap("a defect of Probity itself: " + defect));
    }
}
