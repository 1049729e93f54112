package dev.probity.benchmarks.probes;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Settings;
import dev.probity.probes.NetworkProber;
import dev.probity.probes.Target;
import dev.probity.runtime.loop.EngineLoop;
import dev.probity.runtime.loop.RunClock;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The real engine, the runtime's own loop around it and the real prober, with replicas that are
/// said to run. Phases are spread, as for many targets they should be.
final class EngineLoad implements Load, EngineLoop.Observer {

    private static final int PER_SERVICE = 50;
    private static final long NEVER = Long.MAX_VALUE;

    private final NetworkProber prober;
    private final Targets targets;
    private final Lateness lateness;
    private final Map<ReplicaId, Target> places = new HashMap<>();
    private final RunClock clock = RunClock.start();
    private final EngineLoop loop =
            new EngineLoop(clock, Engine.create(new Settings(0, Settings.MAX_BACK_OFF, true)));

    /// What the engine's timer is set for; owned by its thread.
    private long due = NEVER;

    EngineLoad(NetworkProber prober, Targets targets, Lateness lateness) {
        this.prober = prober;
        this.targets = targets;
        this.lateness = lateness;
    }

    private Application application() {
        List<Service> services = new ArrayList<>();
        for (int first = 0; first < targets.count(); first += PER_SERVICE) {
            int replicas = Math.min(PER_SERVICE, targets.count() - first);
            Service service = service("web-" + first, replicas);
            services.add(service);
            for (int number = 0; number < replicas; number++) {
                places.put(
                        new ReplicaId(service.name(), number + 1), targets.target(first + number));
            }
        }
        return new Application("benchmark", Path.of("/"), services, List.of());
    }

    private Service service(String name, int replicas) {
        Optional<Probe> none = Optional.empty();
        Container container =
                new Container(
                        name,
                        Container.Kind.MAIN,
                        new Workload.Command(List.of("none")),
                        List.of(),
                        Path.of("/"),
                        Optional.empty(),
                        List.of(),
                        none,
                        none,
                        Optional.of(targets.probe()),
                        Optional.empty());
        return new Service(
                name,
                replicas,
                List.of(container),
                List.of(),
                List.of(),
                RestartPolicy.ALWAYS,
                Duration.ZERO,
                Duration.ZERO,
                false,
                List.of(),
                false);
    }

    @Override
    public void before(long at, Engine engine) {
        // No journal wants its state.
    }

    @Override
    public void after(long at, Event event, List<Effect> effects) {
        long since = event instanceof Event.TimerDue && due != NEVER ? due : at;
        if (event instanceof Event.TimerDue) {
            due = NEVER;
        }
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.WakeAt(long next) -> due = next;
                case Effect.Launch launch -> loop.offer(new Event.Started(launch.incarnation()));
                case Effect.MakeAttempt attempt -> make(attempt, since);
                case Effect.CancelAttempt(long attempt) -> prober.cancel(attempt);
                default -> {}
            }
        }
    }

    @Override
    public void failed(long at, RuntimeException defect) {
        throw defect;
    }

    private void make(Effect.MakeAttempt attempt, long since) {
        Target target = places.get(attempt.worker().replica());
        if (target == null) {
            throw new IllegalStateException(attempt.worker() + " is nobody's");
        }
        prober.make(
                attempt,
                target,
                answer -> {
                    long began = clock.now() - answer.took().toNanos();
                    lateness.add(began - since, answer.outcome() instanceof Outcome.Success);
                    loop.offer(answer);
                });
    }

    @Override
    public void start() {
        loop.start(prober.loop(), this);
        loop.offer(new Event.Apply(1, application(), List.of(), 1));
    }

    @Override
    public void close() {
        loop.end();
        prober.close();
    }
}
