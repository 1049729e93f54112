package dev.probity.runtime.loop;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/// The one thread that owns the engine: takes what happened from a queue, steps, hands out effects.
///
/// The queue is bounded by what can happen: each worker has one attempt at most, each incarnation
/// starts and exits once, and the commands that an application admits are limited. So nothing that
/// the engine waits for is ever refused here.
///
/// Waking a thread costs as much as half of a probe. So what a timer was set for ahead of time, and
/// answers of probes, wait for each other up to {@link #GRAIN} when there are many of them. What
/// comes alone, and whatever else happens, is taken at once.
public final class EngineLoop {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long AWAKE = Long.MIN_VALUE;

    /// Five of 5,000 probes each second share a wake-up then, and none is late by more than this.
    private static final long GRAIN = 1_000_000;

    private final RunClock clock;
    private final Engine engine;
    private final Queue<Item> queue = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /// Until when the thread sleeps unless it is woken, by the engine's time, or {@link #AWAKE}. It
    /// looks at the queue once more after it has written this, so that nobody is overlooked.
    private volatile long sleepsUntil = AWAKE;

    private volatile @Nullable Thread thread;

    /// Owned by the thread.
    private long wakeAt = NEVER;

    private long lastTimer = -GRAIN;

    private sealed interface Item {
        record Happened(Event event) implements Item {}

        record Asked(Consumer<Engine> question) implements Item {}
    }

    /// Sees each step, on the engine's thread.
    public interface Observer {

        /// @param engine before the step
        void before(long at, Engine engine);

        /// Carries the effects out, but {@link Effect.WakeAt}.
        void after(long at, Event event, List<Effect> effects);

        /// A step or an effect threw, which none ever should: a defect that the run survives.
        void failed(long at, RuntimeException defect);
    }

    public EngineLoop(RunClock clock, Engine engine) {
        this.clock = clock;
        this.engine = engine;
    }

    public void start(Observer observer) {
        thread = Thread.ofPlatform().name("probity-engine").start(() -> run(observer));
    }

    /// From any thread; never waits.
    public void offer(Event event) {
        queue.add(new Item.Happened(event));
        boolean canWait = event instanceof Event.AttemptFinished;
        if (!canWait || sleepsUntil > clock.now() + GRAIN) {
            wakeUp();
        }
    }

    /// Asks the engine between two steps.
    public <T> CompletableFuture<T> ask(Function<Engine, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        queue.add(new Item.Asked(engine -> answer.complete(question.apply(engine))));
        wakeUp();
        if (ended) {
            answer.cancel(false);
        }
        return answer;
    }

    /// Steps no more. What is queued is forgotten.
    public void end() {
        ended = true;
        wakeUp();
    }

    private void wakeUp() {
        if (sleepsUntil != AWAKE) {
            LockSupport.unpark(thread);
        }
    }

    private void run(Observer observer) {
        while (!ended) {
            // The timer goes first: a flood of events must not keep probes waiting.
            if (wakeAt <= clock.now()) {
                wakeAt = NEVER;
                step(new Event.TimerDue(), observer);
                continue;
            }
            Item item = queue.poll();
            if (item == null) {
                sleep();
            } else {
                take(item, observer);
            }
        }
    }

    private void sleep() {
        sleepsUntil = wakeAt;
        if (queue.isEmpty() && !ended) {
            if (wakeAt == NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, wakeAt - clock.now());
            }
        }
        sleepsUntil = AWAKE;
    }

    /// What is set for the present moment follows from what just happened, and does not wait.
    private void setTimer(long at, long time) {
        wakeAt = time <= at ? time : Math.max(time, lastTimer + GRAIN);
    }

    private void take(Item item, Observer observer) {
        switch (item) {
            case Item.Happened(Event event) -> step(event, observer);
            case Item.Asked(Consumer<Engine> question) -> question.accept(engine);
        }
    }

    private void step(Event event, Observer observer) {
        long at = clock.now();
        if (event instanceof Event.TimerDue) {
            lastTimer = at;
        }
        try {
            observer.before(at, engine);
            List<Effect> effects = engine.step(at, event);
            for (Effect effect : effects) {
                if (effect instanceof Effect.WakeAt(long time)) {
                    setTimer(at, time);
                }
            }
            observer.after(at, event, effects);
        } catch (RuntimeException e) {
            observer.failed(at, e);
        }
    }
}
