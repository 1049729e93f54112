package dev.probity.runtime;

import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot;
import dev.probity.gateway.pool.PoolSnapshot;
import dev.probity.launch.Attachment;
import dev.probity.launch.ExecListener;
import dev.probity.launch.ImagePlan;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.log.Logs;
import dev.probity.launch.port.Listeners;
import dev.probity.launch.process.ResourceUse;
import dev.probity.spec.Application;
import dev.probity.spec.Port;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/// An application that runs as processes of this machine.
public final class LocalApplication implements RunningApplication {
    private static final long SNAPSHOT_SECONDS = 10; // a step takes microseconds

    /// Nothing of this machine outlives SIGKILL for long, but a container does whose engine is
    /// gone.
    private static final long HURRIED_SECONDS = 15;

    private final Parts parts;

    /// Guards the next two: commands that change what listens come one after the other.
    private final Object changing = new Object();

    private Application application;
    private final Set<String> selected;

    private LocalApplication(Application application, Set<String> selected, Parts parts) {
        this.application = application;
        this.selected = new LinkedHashSet<>(selected);
        this.parts = parts;
    }

    /// Opens the public ports, then launches what is to run.
    ///
    /// @throws AlreadyRunning when this very application runs already
    /// @throws CannotRun with every reason; then nothing was launched and nothing is left open
    public static RunningApplication start(Application application, Options options)
            throws AlreadyRunning, CannotRun, IOException {
        LocalApplication opened = open(application, options);
        opened.begin(options.only());
        return opened;
    }

    /// Opens the public ports, and asks a container engine who it is when one is needed. Nothing is
    /// launched before {@link #begin}.
    ///
    /// @throws AlreadyRunning when this very application runs already
    /// @throws CannotRun with every reason; then nothing is left open
    public static LocalApplication open(Application application, Options options)
            throws AlreadyRunning, CannotRun, IOException {
        Set<String> selected = Selection.of(application, options.only());
        List<String> problems = Unrunnables.of(application, selected);
        if (!problems.isEmpty()) {
            throw new CannotRun(problems);
        }
        var parts = new Parts(application, selected, options);
        return new LocalApplication(application, selected, parts);
    }

    /// Launches what is to run; to be called once.
    ///
    /// @param only these services and what they depend on; none means all
    public void begin(List<String> only) {
        parts.start();
        parts.traffic.listening().forEach(parts.announcer::tell);
        long seed = new SecureRandom().nextLong();
        Application first = application;
        send(number -> new Event.Apply(number, first, only, seed));
    }

    @Override
    public CompletionStage<Optional<String>> command(
            LongFunction<? extends Event.Command> command) {
        return switch (command.apply(0)) {
            case Event.Apply apply -> apply(apply, command);
            case Event.Start start -> start(start, command);
            case Event.Shutdown(_, boolean hurry) when hurry -> {
                var _ = parts.ended().orTimeout(HURRIED_SECONDS, TimeUnit.SECONDS);
                yield send(command);
            }
            default -> send(command);
        };
    }

    /// Ports first: a changed application whose port is taken is refused, and nothing has changed.
    private CompletionStage<Optional<String>> apply(
            Event.Apply apply, LongFunction<? extends Event.Command> command) {
        synchronized (changing) {
            Application before = application;
            Set<String> selectedBefore = Set.copyOf(selected);
            Set<String> wanted = wanted(apply);
            List<String> problems = parts.traffic.open(apply.application(), wanted);
            if (!problems.isEmpty()) {
                return refused(problems);
            }
            application = apply.application();
            selected.clear();
            selected.addAll(wanted);
            return send(command)
                    .thenApply(problem -> {
                        if (problem.isPresent()) {
                            goBack(before, selectedBefore);
                        }
                        closeLeftOvers();
                        return problem;
                    });
        }
    }

    /// As the engine has it: what is known stays as it is, what is new runs.
    private Set<String> wanted(Event.Apply apply) {
        Set<String> wanted = Selection.of(apply.application(), apply.only());
        wanted.removeIf(name -> application.service(name).isPresent() && !selected.contains(name));
        return wanted;
    }

    private void goBack(Application before, Set<String> selectedBefore) {
        synchronized (changing) {
            application = before;
            selected.clear();
            selected.addAll(selectedBefore);
            parts.traffic.open(before, selected);
        }
    }

    private void closeLeftOvers() {
        synchronized (changing) {
            parts.traffic.closeLeftOvers(selected);
        }
    }

    /// A service that was left out so far has no port open yet.
    private CompletionStage<Optional<String>> start(
            Event.Start start, LongFunction<? extends Event.Command> command) {
        synchronized (changing) {
            Set<String> wanted = new LinkedHashSet<>(selected);
            wanted.addAll(Selection.of(application, start.services()));
            List<String> problems = parts.traffic.open(application, wanted);
            if (!problems.isEmpty()) {
                return refused(problems);
            }
            selected.addAll(wanted);
            return send(command);
        }
    }

    private static CompletionStage<Optional<String>> refused(List<String> problems) {
        return CompletableFuture.completedStage(Optional.of(String.join("\n", problems)));
    }

    private CompletionStage<Optional<String>> send(LongFunction<? extends Event.Command> command) {
        return parts.answers.ask(number -> parts.loop.offer(command.apply(number)));
    }

    @Override
    public Snapshot snapshot() {
        return parts.loop
                .ask(engine -> engine.snapshot(parts.clock.now()))
                .orTimeout(SNAPSHOT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public Instant time(long engineTime) {
        return parts.clock.time(engineTime);
    }

    @Override
    public Subscription subscribe(int capacity) {
        return parts.announcer.subscribe(capacity, parts.announcer.last());
    }

    @Override
    public Subscription subscribe(int capacity, long after) {
        return parts.announcer.subscribe(capacity, after);
    }

    @Override
    public Logs logs() {
        return parts.logs;
    }

    @Override
    public ProbeHistory probes() {
        return parts.history;
    }

    @Override
    public List<PoolSnapshot> traffic() {
        return parts.traffic.counts();
    }

    @Override
    public List<Notice.Listening> listening() {
        return parts.traffic.listening();
    }

    @Override
    public Map<Port, Integer> ports(ReplicaId replica) {
        return main(replica).map(this::ports).orElse(Map.of());
    }

    @Override
    public Map<Port, Integer> ports(Incarnation incarnation) {
        return parts.ports.of(incarnation.replica(), incarnation.container());
    }

    @Override
    public List<Long> processes(ReplicaId replica) {
        return main(replica).map(parts.launcher::processes).orElse(List.of());
    }

    @Override
    public Map<ReplicaId, ResourceUse> resources() {
        Map<Long, ReplicaId> leaders = new HashMap<>();
        for (Snapshot.ServiceView service : snapshot().services()) {
            for (Snapshot.ReplicaView replica : service.replicas()) {
                replica.main()
                        .flatMap(Snapshot.ContainerView::incarnation)
                        .map(parts.launcher::leader)
                        .ifPresent(
                                leader -> leader.ifPresent(pid -> leaders.put(pid, replica.id())));
            }
        }
        Map<ReplicaId, ResourceUse> used = new HashMap<>();
        ResourceUse.ofTrees(leaders.keySet())
                .forEach((pid, use) -> used.put(leaders.get(pid), use));
        return used;
    }

    @Override
    public List<Integer> reallyListening(ReplicaId replica) {
        Set<Integer> listening = Listeners.portsOf(processes(replica));
        Optional<ImagePlan> image =
                main(replica).flatMap(parts.launcher::plan).flatMap(LaunchPlan::image);
        // Behind a published port the container listens on its own.
        return image.map(plan ->
                        plan.published().entrySet().stream()
                                .filter(port -> listening.contains(port.getKey()))
                                .map(Map.Entry::getValue)
                                .sorted()
                                .toList())
                .orElseGet(() -> List.copyOf(listening));
    }

    @Override
    public Attachment attach(ReplicaId replica, List<String> command, ExecListener listener) {
        Incarnation incarnation =
                main(replica).orElseGet(() -> new Incarnation(replica, "", replica.toString()));
        return parts.launcher.attach(incarnation, command, listener);
    }

    private Optional<Incarnation> main(ReplicaId replica) {
        return snapshot()
                .replica(replica)
                .flatMap(Snapshot.ReplicaView::main)
                .flatMap(Snapshot.ContainerView::incarnation);
    }

    @Override
    public StateDirectory state() {
        return parts.state;
    }

    @Override
    public CompletionStage<Void> ended() {
        return parts.ended().minimalCompletionStage();
    }

    @Override
    public void close() {
        parts.close();
    }
}
