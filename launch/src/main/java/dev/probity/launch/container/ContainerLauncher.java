package dev.probity.launch.container;

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
import dev.probity.launch.ImagePlan;
import dev.probity.launch.LaunchPlan;
import dev.probity.launch.Launcher;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.spec.Container;
import dev.probity.spec.Volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Runs incarnations as containers. The engine is looked for when the first one is launched.
public final class ContainerLauncher implements Launcher {

    private static final Duration CLOSING = Duration.ofSeconds(15);

    /// What a killed container and its output take to go away.
    private static final Duration REMAINS = Duration.ofSeconds(30);

    private static final String STOPPED = "it was stopped before it was launched";

    /// Engines start containers one after the other in the main: more would only wait there.
    private static final int STARTS_AT_ONCE = 8;

    private final Owner owner;
    private final Path mark;
    private final ContainerNews news;
    private final ContainerWish wish;

    private final Map<Incarnation, Life> lives = new ConcurrentHashMap<>();

    private final Remains remains = new Remains();
    private final Semaphore starts = new Semaphore(STARTS_AT_ONCE);
    private final ContainerCommands commands = new ContainerCommands(this::running);

    /// What has been said of wishes that this engine ignores.
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();

    private final Hooking hooking;
    private volatile boolean closed;

    /// @param events hear what becomes of it
    private record Order(
            Incarnation incarnation, LaunchPlan plan, Consumer<? super Event> events) {}

    private sealed interface Life {
        /// Its image is being fetched or built, which may take long: a signal ends that.
        record Preparing(Thread thread) implements Life {}

        /// @param signal what it gets as soon as it has been started
        record Pending(Optional<Effect.Signal> signal) implements Life {}

        record Running(RunningContainer container) implements Life {}
    }

    /// @param environment in which the engine is looked for
    /// @param greeting of that engine
    /// @param mark a file by which {@link ContainerSweep} finds what a kill -9 left
    public ContainerLauncher(
            Map<String, String> environment,
            EngineGreeting greeting,
            Owner owner,
            Path mark,
            ContainerNews news) {
        Map<String, String> variables = Map.copyOf(environment);
        this.hooking = new Hooking(() -> Hookup.make(variables, greeting, owner, mark, news));
        this.owner = owner;
        this.mark = mark;
        this.news = news;
        this.wish = new ContainerWish(owner);
    }

    /// How a container that is launched reaches this machine. Waits for the engine when it has not
    /// been asked yet.
    ///
    /// @throws EngineProblem when there is none, with what to do
    public Hosting hosting() throws EngineProblem {
        return hooking.get().hosting();
    }

    /// Begins to ask the engine, so that the first launch has less to wait for. What is wrong with
    /// it is told by the launch, which asks again.
    public void greet() {
        background(
                "greet the container engine",
                () -> {
                    try {
                        var _ = hooking.get();
                    } catch (EngineProblem _) {
                        // see above
                    }
                });
    }

    @Override
    public void launch(
            Incarnation incarnation,
            Container container,
            LaunchPlan plan,
            Consumer<? super Event> events) {
        Thread thread =
                Thread.ofVirtual()
                        .name("launch " + incarnation)
                        .unstarted(() -> begin(new Order(incarnation, plan, events)));
        lives.put(incarnation, new Life.Preparing(thread));
        thread.start();
    }

    @Override
    public void terminate(Incarnation incarnation, Effect.Signal signal) {
        Life life =
                lives.computeIfPresent(
                        incarnation,
                        (_, now) ->
                                switch (now) {
                                    case Life.Preparing preparing -> preparing;
                                    case Life.Pending _ -> new Life.Pending(Optional.of(signal));
                                    case Life.Running running -> running;
                                });
        switch (life) {
            case null -> {} // it is over
            case Life.Preparing(Thread thread) -> thread.interrupt();
            case Life.Pending _ -> {} // it gets the signal when it has been started
            case Life.Running(RunningContainer container) -> send(container, signal);
        }
    }

    @Override
    public Execution exec(
            Incarnation incarnation, ExecRequest request, Consumer<? super ExecResult> answer) {
        return commands.exec(incarnation, request, answer);
    }

    @Override
    public Attachment attach(Incarnation incarnation, List<String> command, ExecListener listener) {
        return commands.attach(incarnation, command, listener);
    }

    @Override
    public Optional<LaunchPlan> plan(Incarnation incarnation) {
        return running(incarnation).map(RunningContainer::plan);
    }

    @Override
    public OptionalLong leader(Incarnation incarnation) {
        return running(incarnation).map(RunningContainer::leader).orElse(OptionalLong.empty());
    }

    @Override
    public List<Long> processes(Incarnation incarnation) {
        return running(incarnation).map(RunningContainer::pids).orElse(List.of());
    }

    @Override
    public void retire(ReplicaId replica) {
        background(
                "retire " + replica,
                () -> owner.sharedFolders().clear(replica).ifPresent(news::trouble));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        lives.keySet().forEach(incarnation -> terminate(incarnation, Effect.Signal.KILL));
        boolean whole = remains.awaitAll(CLOSING);
        hooking.end()
                .ifPresent(made -> {
                    try {
                        Networks.remove(made.engine(), owner);
                        if (whole) {
                            owner.sharedFolders().clear().ifPresent(news::trouble);
                            Files.deleteIfExists(mark);
                        }
                    } catch (EngineProblem | IOException _) {
                        // the mark is there still: the next run finds what is left
                    }
                    made.close();
                });
    }

    private void begin(Order order) {
        Runnable gone = remains.succeed(order.incarnation(), REMAINS);
        try {
            Hookup engine = hooking.get();
            ImagePlan image = order.plan().image().orElseThrow();
            check(image);
            owner.sharedFolders().provide(order.incarnation().replica(), image.image().sandbox());
            engine.images().provide(image.image(), engine.engine());
            starts.acquire();
            try {
                beginToStart(order.incarnation());
                start(engine, order, image, gone);
            } finally {
                starts.release();
            }
        } catch (EngineProblem problem) {
            boolean stopped = Thread.interrupted();
            fail(order, stopped ? STOPPED : problem.reason(), gone);
        } catch (InterruptedException _) {
            fail(order, STOPPED, gone);
        } catch (RuntimeException defect) {
            fail(order, "a defect of Probity itself: " + defect, gone);
        }
    }

    /// From now on a signal waits for the container: one that came before ends the launch.
    private void beginToStart(Incarnation incarnation) throws InterruptedException {
        lives.put(incarnation, new Life.Pending(Optional.empty()));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void start(Hookup hooked, Order order, ImagePlan image, Runnable gone)
            throws EngineProblem {
        Incarnation incarnation = order.incarnation();
        ContainerEngine engine = hooked.engine();
        hooked.ability().ignored(image.image().sandbox()).stream()
                .filter(ignored::add)
                .forEach(news::trouble);
        if (closed) {
            throw EngineProblem.noAnswer("Probity is stopping");
        }
        String id =
                engine.create(
                        owner.containerName(incarnation),
                        wish.of(incarnation, order.plan(), image, hooked.hosting().network()));
        var container = new RunningContainer(engine, id, incarnation, order.plan(), hooked.exits());
        try {
            engine.start(id);
        } catch (EngineProblem problem) {
            hooked.exits().forget(id);
            engine.remove(id);
            throw problem;
        }
        Life before = lives.put(incarnation, new Life.Running(container));
        order.events().accept(new Event.Started(incarnation));
        background("exit " + incarnation, () -> watch(hooked, container, order.events(), gone));
        if (before instanceof Life.Pending(Optional<Effect.Signal> signal)) {
            signal.ifPresent(early -> send(container, early));
        }
    }

    /// What an engine would make up, or tell in words that nobody understands.
    private static void check(ImagePlan image) throws EngineProblem {
        for (Volume volume : image.image().sandbox().volumes()) {
            if (volume instanceof Volume.Bind bind && !Files.exists(bind.hostPath())) {
                throw EngineProblem.noAnswer(
                        "there is no %s to be mounted at %s"
                                .formatted(bind.hostPath(), bind.mountPath()));
            }
        }
    }

    private void fail(Order order, String reason, Runnable gone) {
        lives.remove(order.incarnation());
        gone.run();
        order.events().accept(new Event.LaunchFailed(order.incarnation(), reason));
    }

    private void watch(
            Hookup hooked,
            RunningContainer container,
            Consumer<? super Event> events,
            Runnable gone) {
        try {
            container.settle();
        } catch (EngineProblem _) {
            // its process is not known then; it runs all the same
        }
        try {
            Exit exit = container.awaitExit();
            lives.remove(container.incarnation());
            // Told before anything is cleaned up: traffic must stop going there.
            events.accept(new Event.Exited(container.incarnation(), exit));
            container.clear();
        } catch (EngineProblem problem) {
            news.trouble(
                    "container %s could not be removed: %s"
                            .formatted(container.incarnation(), problem.reason()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            hooked.exits().forget(container.id());
            gone.run();
        }
    }

    private void send(RunningContainer container, Effect.Signal signal) {
        String name = signal.name().toLowerCase(Locale.ROOT) + " " + container.incarnation();
        background(
                name,
                () -> {
                    try {
                        switch (signal) {
                            case TERM -> container.ask();
                            case KILL -> container.kill();
                        }
                    } catch (EngineProblem problem) {
                        news.trouble(
                                "%s could not be sent to %s: %s"
                                        .formatted(
                                                signal, container.incarnation(), problem.reason()));
                    }
                });
    }

    private Optional<RunningContainer> running(Incarnation incarnation) {
        return lives.get(incarnation) instanceof Life.Running(RunningContainer container)
                ? Optional.of(container)
                : Optional.empty();
    }

    private static void background(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(work);
    }
}
