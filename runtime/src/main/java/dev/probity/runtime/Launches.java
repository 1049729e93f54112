package dev.probity.runtime;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Launcher;
import dev.probity.probes.Target;
import dev.probity.spec.Container;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Plans launches and hands them to the launcher, on a thread of its own: whether a port is still
/// free takes a while to find out when it is not.
final class Launches implements AutoCloseable {
    private static final Target NOWHERE = new Target("127.0.0.1", Map.of(), Map.of());

    private final LaunchPlanner planner;
    private final Launcher launcher;
    private final Consumer<Event> events;
    private final Map<Slot, Target> targets = new ConcurrentHashMap<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("probity-launches").daemon().factory());

    /// Those that the launcher does not know yet.
    private final Set<Incarnation> unsettled = ConcurrentHashMap.newKeySet();

    private record Slot(ReplicaId replica, String container) {}

    Launches(LaunchPlanner planner, Launcher launcher, Consumer<Event> events) {
        this.planner = planner;
        this.launcher = launcher;
        this.events = events;
    }

    void launch(Incarnation incarnation, Container container) {
        unsettled.add(incarnation);
        thread.execute(() -> settle(incarnation, container));
    }

    /// Does something to an incarnation that the launcher knows: at once, or when it does.
    void after(Incarnation incarnation, Runnable action) {
        if (unsettled.contains(incarnation)) {
            thread.execute(action);
        } else {
            action.run();
        }
    }

    /// Where the probes of a running incarnation ask.
    Target target(Incarnation incarnation) {
        return targets.getOrDefault(
                new Slot(incarnation.replica(), incarnation.container()), NOWHERE);
    }

    void forget(ReplicaId replica) {
        targets.keySet().removeIf(slot -> slot.replica().equals(replica));
    }

    private void settle(Incarnation incarnation, Container container) {
        try {
            LaunchPlanner.Planned planned = planner.plan(incarnation, container);
            targets.put(new Slot(incarnation.replica(), container.name()), planned.target());
            launcher.launch(incarnation, container, planned.plan(), events);
        } catch (IllegalArgumentException | IllegalStateException problem) {
            events.accept(
                    new Event.LaunchFailed(incarnation, String.valueOf(problem.getMessage())));
        } finally {
            unsettled.remove(incarnation);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
