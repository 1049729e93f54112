package dev.probity.conformance;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;
import dev.probity.engine.Settings;
import dev.probity.engine.Snapshot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// Runs a real engine in the one legal order without latencies that the cases fix.
///
/// In every instant, until nothing is left: what happened outside, and attempts that ended; then
/// the engine's timer, whose launches are reported at once; and only when that is done the exits of
/// those that it killed, so that workers of this instant act once more on the old process.
final class IdealKubelet {

    /// What surrounds the engine.
    interface World {
        /// Answers an effect with what will happen because of it.
        void act(Effect effect, long now);

        /// Looks at what has become of a step.
        void look(Snapshot snapshot, long now);
    }

    private record Due(long at, long order, Event event) {}

    private final Engine engine;
    private final World world;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final Deque<Event> atOnce = new ArrayDeque<>();
    private final List<Event> afterTheWorkers = new ArrayList<>();
    private OptionalLong wakeAt = OptionalLong.empty();
    private long now;
    private long order;

    IdealKubelet(Settings settings, World world) {
        engine = Engine.create(settings);
        this.world = world;
    }

    void later(long at, Event event) {
        agenda.add(new Due(at, order++, event));
    }

    /// Before anything else happens.
    void atOnce(Event event) {
        atOnce.add(event);
    }

    /// A kill that takes no time.
    void afterTheWorkers(Event event) {
        afterTheWorkers.add(event);
    }

    Snapshot snapshot() {
        return engine.snapshot(now);
    }

    /// @param until inclusive
    void run(long until) {
        while (true) {
            if (!atOnce.isEmpty()) {
                step(atOnce.remove());
            } else if (isDue(now)) {
                step(agenda.remove().event());
            } else if (wakeAt.isPresent() && wakeAt.getAsLong() <= now) {
                wakeAt = OptionalLong.empty();
                step(new Event.TimerDue());
            } else if (!afterTheWorkers.isEmpty()) {
                atOnce.addAll(afterTheWorkers);
                afterTheWorkers.clear();
            } else {
                long next = next();
                if (next > until) {
                    return;
                }
                now = next;
            }
        }
    }

    private boolean isDue(long time) {
        return !agenda.isEmpty() && agenda.peek().at() <= time;
    }

    private long next() {
        long event = agenda.isEmpty() ? Long.MAX_VALUE : agenda.peek().at();
        return Math.min(event, wakeAt.orElse(Long.MAX_VALUE));
    }

    private void step(Event event) {
        for (Effect effect : engine.step(now, event)) {
            if (effect instanceof Effect.WakeAt wake) {
                wakeAt = OptionalLong.of(wake.at());
            } else {
                world.act(effect, now);
            }
        }
        world.look(engine.snapshot(now), now);
    }
}
