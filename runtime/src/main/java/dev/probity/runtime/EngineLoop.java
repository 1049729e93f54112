package dev.probity.runtime;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// The one thread that owns the engine: takes what happened from a queue, steps, hands out effects.
///
/// The queue is bounded by what can happen: each worker has one attempt at most, each incarnation
/// starts and exits once, and {@link RunningApplication#command} admits a limited number. So
/// nothing that the engine waits for is ever refused here.
final class EngineLoop {
    private static final long NEVER = Long.MAX_VALUE;

    private final RunClock clock;
    private final Engine engine;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    /// Owned by the thread.
    private long wakeAt = NEVER;

    private sealed interface Item {
        record Happened(Event event) implements Item {}

        record Asked(Consumer<Engine> question) implements Item {}
    }

    /// Sees each step, on the engine's thread.
    interface Observer {

        /// @param engine before the step
        void before(long at, Engine engine);

        /// Carries the effects out, but {@link Effect.WakeAt}.
        void after(long at, Event event, List<Effect> effects);

        /// A step or an effect threw, which none ever should: a defect that the run survives.
        void failed(long at, RuntimeException defect);
    }

    EngineLoop(RunClock clock, Engine engine) {
        this.clock = clock;
        this.engine = engine;
    }

    void start(Observer observer) {
        Thread.ofPlatform().name("probity-engine").start(() -> run(observer));
    }

    /// From any thread; never waits.
    void offer(Event event) {
        queue.add(new Item.Happened(event));
    }

    /// Asks the engine between two steps.
    <T> CompletableFuture<T> ask(Function<Engine, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        queue.add(new Item.Asked(engine -> answer.complete(question.apply(engine))));
        if (ended) {
            answer.cancel(false);
        }
        return answer;
    }

    /// Steps no more. What is queued is forgotten.
    void end() {
        ended = true;
        queue.add(new Item.Asked(_ -> {}));
    }

    private void run(Observer observer) {
        while (!ended) {
            try {
                Item item = next();
                if (item == null) {
                    wakeAt = NEVER;
                    step(new Event.TimerDue(), observer);
                } else {
                    take(item, observer);
                }
            } catch (InterruptedException _) {
                ended = true;
            }
        }
    }

    private void take(Item item, Observer observer) {
        switch (item) {
            case Item.Happened(Event event) -> step(event, observer);
            case Item.Asked(Consumer<Engine> question) -> question.accept(engine);
        }
    }

    /// Nothing when the timer is due, which goes first: a flood of events must not keep probes
    /// waiting.
    private @Nullable Item next() throws InterruptedException {
        if (wakeAt == NEVER) {
            return queue.take();
        }
        long left = wakeAt - clock.now();
        return left <= 0 ? null : queue.poll(left, TimeUnit.NANOSECONDS);
    }

    private void step(Event event, Observer observer) {
        long at = clock.now();
        try {
            observer.before(at, engine);
            List<Effect> effects = engine.step(at, event);
            for (Effect effect : effects) {
                if (effect instanceof Effect.WakeAt(long time)) {
                    wakeAt = time;
                }
            }
            observer.after(at, event, effects);
        } catch (RuntimeException e) {
            observer.failed(at, e);
        }
    }
}
