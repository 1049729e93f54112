package dev.probity.launch.process;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Exit;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.Attachment;
import dev.probity.launch.ExecListener;
import dev.probity.launch.ExecRequest;
import dev.probity.launch.ExecResult;
import dev.probity.launch.Execution;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Launcher;
import dev.probity.launch.Unattached;
import dev.probity.spec.Container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Runs incarnations as processes of this machine.
public final class ProcessLauncher implements Launcher {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Supervision supervision;
    private final Footprints footprints;
    private final Guard guard;
    private final Spawner spawner = new Spawner();
    private final Start start;
    private final Commands commands;

    private final Map<Incarnation, Life> lives = new ConcurrentHashMap<>();

    /// What is left of the last incarnation of each slot: done when nothing is.
    private final Map<Slot, CompletableFuture<Void>> remains = new ConcurrentHashMap<>();

    private volatile boolean closed;

    private record Slot(ReplicaId replica, String container) {
        static Slot of(Incarnation incarnation) {
            return new Slot(incarnation.replica(), incarnation.container());
        }
    }

    private sealed interface Life {
        /// @param signal what it gets as soon as it has been started
        record Pending(Optional<Effect.Signal> signal) implements Life {}

        record Running(RunningProcess process) implements Life {}
    }

    /// @param directory for the records by which {@link Sweep} finds what a kill -9 left
    public ProcessLauncher(Ability ability, Path directory) {
        supervision = Supervision.begin(ability);
        footprints = new Footprints(directory);
        start = new Start(ability);
        commands = new Commands(spawner, start);
        guard = new Guard(supervision);
        spawner.launch(guard::post);
    }

    @Override
    public void launch(
            Incarnation incarnation,
            Container container,
            LaunchPlan plan,
            Consumer<? super Event> events) {
        lives.put(incarnation, new Life.Pending(Optional.empty()));
        spawner.launch(() -> begin(incarnation, plan, events));
    }

    @Override
    public void terminate(Incarnation incarnation, Effect.Signal signal) {
        Life life =
                lives.computeIfPresent(
                        incarnation,
                        (_, now) ->
                                switch (now) {
                                    case Life.Pending _ -> new Life.Pending(Optional.of(signal));
                                    case Life.Running running -> running;
                                });
        if (life instanceof Life.Running(RunningProcess process)) {
            send(process, signal);
        }
    }

    @Override
    public Execution exec(
            Incarnation incarnation, ExecRequest request, Consumer<? super ExecResult> answer) {
        Optional<RunningProcess> host = running(incarnation);
        if (host.isEmpty()) {
            answer.accept(new ExecResult.CouldNotStart(incarnation + " is not running"));
            return () -> {};
        }
        return commands.run(host.get(), request, answer);
    }

    @Override
    public Attachment attach(Incarnation incarnation, List<String> command, ExecListener listener) {
        Optional<RunningProcess> host = running(incarnation);
        if (host.isEmpty()) {
            listener.ended(new ExecResult.CouldNotStart(incarnation + " is not running"));
            return Unattached.INSTANCE;
        }
        return commands.attach(host.get(), command, listener);
    }

    @Override
    public Optional<LaunchPlan> plan(Incarnation incarnation) {
        return running(incarnation).map(RunningProcess::plan);
    }

    @Override
    public OptionalLong leader(Incarnation incarnation) {
        return running(incarnation)
                .map(running -> OptionalLong.of(running.process().pid()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public List<Long> processes(Incarnation incarnation) {
        return running(incarnation).stream().flatMap(process -> process.pids().stream()).toList();
    }

    @Override
    public void close() {
        closed = true;
        lives.keySet().forEach(incarnation -> terminate(incarnation, Effect.Signal.KILL));
        CompletableFuture<?>[] ends = remains.values().toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(ends), CLOSING);
        commands.close();
        guard.close();
        spawner.close();
        supervision.controlGroup().ifPresent(ControlGroupTree::remove);
    }

    private void begin(Incarnation incarnation, LaunchPlan plan, Consumer<? super Event> events) {
        Slot slot = Slot.of(incarnation);
        await(remains.getOrDefault(slot, CompletableFuture.completedFuture(null)), Tree.KILL_LIMIT);
        if (closed) {
            fail(incarnation, "Probity is stopping", events);
            return;
        }
        Tree tree = supervision.plant(incarnation.name());
        Process process;
        try {
            process = start.of(plan, plan.command(), tree, false);
        } catch (CannotLaunch problem) {
            tree.fell();
            fail(incarnation, problem.reason(), events);
            return;
        }
        var running = new RunningProcess(incarnation, plan, process, tree);
        CompletableFuture<Void> end = new CompletableFuture<>();
        remains.put(slot, end);
        Life before = lives.put(incarnation, new Life.Running(running));
        events.accept(new Event.Started(incarnation));
        guard.watch(process.pid());
        footprints.leave(incarnation.name(), process.toHandle(), supervision);
        Thread.ofVirtual().name("exit " + incarnation).start(() -> watch(running, end, events));
        if (before instanceof Life.Pending(Optional<Effect.Signal> signal)) {
            signal.ifPresent(early -> send(running, early));
        }
        tree.hold();
    }

    private void fail(Incarnation incarnation, String reason, Consumer<? super Event> events) {
        lives.remove(incarnation);
        events.accept(new Event.LaunchFailed(incarnation, reason));
    }

    private void watch(
            RunningProcess running, CompletableFuture<Void> end, Consumer<? super Event> events) {
        Incarnation incarnation = running.incarnation();
        try {
            int code = running.awaitExit();
            lives.remove(incarnation);
            // Told before anything is cleaned up: traffic must stop going there.
            events.accept(new Event.Exited(incarnation, new Exit(code, Optional.empty())));
            running.clear();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            guard.forget(running.process().pid());
            footprints.erase(incarnation.name());
            end.complete(null);
        }
    }

    private static void send(RunningProcess process, Effect.Signal signal) {
        Thread.ofVirtual()
                .name(
                        signal.name().toLowerCase(java.util.Locale.ROOT)
                                + " "
                                + process.incarnation())
                .start(() -> {
                    switch (signal) {
                        case TERM -> process.ask();
                        case KILL -> process.kill();
                    }
                });
    }

    private Optional<RunningProcess> running(Incarnation incarnation) {
        return lives.get(incarnation) instanceof Life.Running(RunningProcess process)
                ? Optional.of(process)
                : Optional.empty();
    }

    private static void await(CompletableFuture<?> done, Duration limit) {
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // What is left then is in the kernel's hands.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
