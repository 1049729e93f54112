package dev.probity.runtime;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Attachment;
import dev.probity.launch.ExecListener;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Execution;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Launcher;
import dev.probity.spec.Container;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Programs of this machine and images in one application: each incarnation has the launcher for
/// what it is.
final class LaunchersByWorkload implements Launcher {
    private final Launcher processes;
    private final Launcher containers;

    /// Which are images; an incarnation that was never launched is asked of either.
    private final Map<Incarnation, Launcher> images = new ConcurrentHashMap<>();

    LaunchersByWorkload(Launcher processes, Launcher containers) {
        this.processes = processes;
        this.containers = containers;
    }

    @Override
    public void launch(
            Incarnation incarnation,
            Container container,
            LaunchPlan plan,
            Consumer<? super Event> events) {
        if (plan.image().isEmpty()) {
            processes.launch(incarnation, container, plan, events);
            return;
        }
        images.put(incarnation, containers);
        containers.launch(
                incarnation,
                container,
                plan,
                event -> {
                    if (event instanceof Event.Exited || event instanceof Event.LaunchFailed) {
                        images.remove(incarnation);
                    }
                    events.accept(event);
                });
    }

    private Launcher of(Incarnation incarnation) {
        return images.getOrDefault(incarnation, processes);
    }

    @Override
    public void terminate(Incarnation incarnation, Effect.Signal signal) {
        of(incarnation).terminate(incarnation, signal);
    }

    @Override
    public Execution exec(
            Incarnation incarnation, ExecRequest request, Consumer<? super ExecResult> answer) {
        return of(incarnation).exec(incarnation, request, answer);
    }

    @Override
    public Attachment attach(Incarnation incarnation, List<String> command, ExecListener listener) {
        return of(incarnation).attach(incarnation, command, listener);
    }

    @Override
    public Optional<LaunchPlan> plan(Incarnation incarnation) {
        return of(incarnation).plan(incarnation);
    }

    @Override
    public OptionalLong leader(Incarnation incarnation) {
        return of(incarnation).leader(incarnation);
    }

    @Override
    public List<Long> processes(Incarnation incarnation) {
        return of(incarnation).processes(incarnation);
    }

    @Override
    public void retire(ReplicaId replica) {
        processes.retire(replica);
        containers.retire(replica);
    }

    @Override
    public void close() {
        containers.close();
        processes.close();
    }
}
