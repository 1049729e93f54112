package dev.probity.runtime;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Launcher;
import dev.probity.probes.Target;
import dev.probity.spec.Container;
import dev.probity.spec.Workload;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Plans launches and hands them to the launcher, on threads of its own: whether a port is still
/// free takes a while to find out when it is not, and so does a container engine.
final class Launches implements AutoCloseable {
    private static final Target NOWHERE = new Target("127.0.0.1", Map.of(), Map.of());

    private final BiFunction<Incarnation, Container, LaunchPlanner.Planned> planner;
    private final Launcher launcher;
    private final Consumer<Event> events;
    private final Map<Slot, Target> targets = new ConcurrentHashMap<>();
    private final ExecutorService processes =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("probity-launches").daemon().factory());

    /// Those that the launcher does not know yet; done when it does.
    private final Map<Incarnation, CompletableFuture<Void>> unsettled = new ConcurrentHashMap<>();

    private record Slot(ReplicaId replica, String container) {}

    /// @param planner may throw what keeps an incarnation from being launched
    Launches(
            BiFunction<Incarnation, Container, LaunchPlanner.Planned> planner,
            Launcher launcher,
            Consumer<Event> events) {
        this.planner = planner;
        this.launcher = launcher;
        this.events = events;
    }

    void launch(Incarnation incarnation, Container container) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        unsettled.put(incarnation, settled);
        Runnable work =
                () -> {
                    try {
                        settle(incarnation, container);
                    } finally {
                        unsettled.remove(incarnation);
                        settled.complete(null);
                    }
                };
        if (container.workload() instanceof Workload.Image) {
            Thread.ofVirtual().name("plan " + incarnation).start(work);
        } else {
            processes.execute(work);
        }
    }

    /// Does something to an incarnation that the launcher knows: at once, or when it does.
    void after(Incarnation incarnation, Runnable action) {
        CompletableFuture<Void> settled = unsettled.get(incarnation);
        if (settled == null) {
            action.run();
        } else {
            var _ = settled.thenRun(action);
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
            LaunchPlanner.Planned planned = planner.apply(incarnation, container);
            targets.put(new Slot(incarnation.replica(), container.name()), planned.target());
            launcher.launch(incarnation, container, planned.plan(), events);
        } catch (IllegalArgumentException | IllegalStateException problem) {
            events.accept(
                    new Event.LaunchFailed(incarnation, String.valueOf(problem.getMessage())));
        } catch (RuntimeException defect) {
            // Untold, the engine would wait for half an hour, and nobody could stop it meanwhile.
            events.accept(
                    new Event.LaunchFailed(incarnation, "a defect of Probity itself: " + defect));
        }
    }

    @Override
    public void close() {
        processes.shutdownNow();
    }
}
