package dev.probity.runtime.loop;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/// The one place that steps the engine: takes what happened from a queue, steps, hands out effects,
/// always on the one thread that it was given.
///
/// The queue is bounded by what can happen: each worker has one attempt at most, each incarnation
/// starts and exits once, and the commands that an application admits are limited. So nothing that
/// the engine waits for is ever refused here.
///
/// What timers are set for waits up to {@link #GRAIN} for each other, because waking a thread costs
/// as much as a part of a probe. Whatever happens is taken at once.
public final class EngineLoop {
    private static final long NEVER = Long.MAX_VALUE;

    /// Five of 5,000 probes each second share a wake-up then, and none is late by more than this.
    private static final long GRAIN = 1_000_000;

    /// How many steps are made before others on the thread have their turn.
    private static final int STEPS_AT_ONCE = 64;

    private final RunClock clock;
    private final Engine engine;
    private final Queue<Item> queue = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /// Set while the thread has been asked to look at the queue and has not begun to.
    private final AtomicBoolean asked = new AtomicBoolean();

    private volatile @Nullable Stage stage;

    // The rest is owned by the thread.

    private long wakeAt = NEVER;
    private long lastTimer = -GRAIN;

    /// What the alarm is set for. It may ring early, and find nothing to be done.
    private long alarmAt = NEVER;

    private @Nullable Future<?> alarm;

    private sealed interface Item {
        record Happened(Event event) implements Item {}

        record Asked(Consumer<Engine> question) implements Item {}
    }

    private record Stage(ScheduledExecutorService thread, Observer observer) {}

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

    /// Begins with what has been queued so far.
    ///
    /// @param thread exactly one. Best the one on which probes are made: then neither an attempt
    ///   nor its answer has to wake anybody
    public void start(ScheduledExecutorService thread, Observer observer) {
        stage = new Stage(thread, observer);
        wakeUp();
    }

    /// From any thread; never waits.
    public void offer(Event event) {
        queue.add(new Item.Happened(event));
        wakeUp();
    }

    /// Asks the engine between two steps.
    public <T> CompletableFuture<T> ask(Function<Engine, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        queue.add(new Item.Asked(asked -> give(answer, question, asked)));
        wakeUp();
        if (isOver()) {
            answer.cancel(false);
        }
        return answer;
    }

    private static <T> void give(
            CompletableFuture<T> answer, Function<Engine, T> question, Engine engine) {
        try {
            answer.complete(question.apply(engine));
        } catch (RuntimeException defect) {
            answer.completeExceptionally(defect); // of whoever asks, and not of the loop
        }
    }

    /// Steps no more. What is queued is forgotten.
    public void end() {
        ended = true;
    }

    private void wakeUp() {
        Stage started = stage;
        if (started != null && !ended && asked.compareAndSet(false, true)) {
            try {
                started.thread().execute(() -> run(started));
            } catch (RejectedExecutionException e) {
                // its thread has ended, and with it the run
            }
        }
    }

    private boolean isOver() {
        Stage started = stage;
        return ended || (started != null && started.thread().isShutdown());
    }

    private void run(Stage stage) {
        asked.set(false);
        for (int steps = 0; steps < STEPS_AT_ONCE; steps++) {
            if (ended) {
                return;
            }
            // The timer goes first: a flood of events must not keep probes waiting.
            if (wakeAt <= clock.now()) {
                wakeAt = NEVER;
                step(new Event.TimerDue(), stage.observer());
                continue;
            }
            Item item = queue.poll();
            if (item == null) {
                setAlarm(stage);
                return;
            }
            take(item, stage.observer());
        }
        wakeUp();
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
                    wakeAt = whenToWake(at, time);
                }
            }
            observer.after(at, event, effects);
        } catch (RuntimeException e) {
            observer.failed(at, e);
        }
    }

    /// What is set for the present moment follows from what just happened, and does not wait.
    private long whenToWake(long at, long time) {
        return time <= at ? time : Math.max(time, lastTimer + GRAIN);
    }

    private void setAlarm(Stage stage) {
        if (wakeAt >= alarmAt) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmAt = wakeAt;
        long delay = Math.max(0, wakeAt - clock.now());
        alarm = stage.thread().schedule(() -> ring(stage), delay, TimeUnit.NANOSECONDS);
    }

    private void ring(Stage stage) {
        alarm = null;
        alarmAt = NEVER;
        run(stage);
    }
}
