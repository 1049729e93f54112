package dev.probity.probes;

import dev.probity.engine.Effect.MakeAttempt;
import dev.probity.engine.Event.AttemptFinished;
import dev.probity.engine.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/// An attempt that is under way, on one event loop: up to three tries in a row, without a pause,
/// while the asking itself breaks (R17).
final class Attempt {

    private static final int MAX_TRIES = 3;

    private final MakeAttempt effect;
    private final Function<Consumer<Outcome>, Try> handler;
    private final Consumer<AttemptFinished> finished;

    private long began;
    private int tries;
    private boolean over;
    private @Nullable Try current;

    /// @param handler makes one try that answers to what it is given
    Attempt(
            MakeAttempt effect,
            Function<Consumer<Outcome>, Try> handler,
            Consumer<AttemptFinished> finished) {
        this.effect = effect;
        this.handler = handler;
        this.finished = finished;
    }

    void begin() {
        began = System.nanoTime();
        tryOnce();
    }

    private void tryOnce() {
        if (over) {
            return;
        }
        tries++;
        current = handler.apply(this::answered);
        current.begin();
    }

    private void answered(Outcome outcome) {
        if (outcome instanceof Outcome.Inconclusive && tries < MAX_TRIES) {
            tryOnce();
            return;
        }
        over = true;
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        finished.accept(
                new AttemptFinished(effect.attempt(), effect.worker(), outcome, tries, took));
    }

    void giveUp() {
        over = true;
        if (current != null) {
            current.giveUp();
        }
    }
}
