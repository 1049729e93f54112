package dev.probity.benchmarks.probes;

import dev.probity.engine.Effect;
import dev.probity.engine.Engine;
import dev.probity.engine.Event;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Settings;
import dev.probity.probes.Prober;
import dev.probity.probes.Target;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The real engine and the real prober, with replicas that are said to run. Phases are spread, as
/// for many targets they should be.
final class EngineLoad implements Load {

    private static final int PER_SERVICE = 50;
    private static final long NEVER = Long.MAX_VALUE;

    private final Prober prober;
    private final Targets targets;
    private final Lateness lateness;
    private final Map<ReplicaId, Target> places = new HashMap<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final long zero = System.nanoTime();
    private final Thread thread;
    private volatile boolean closed;

    /// Owned by the thread.
    private final Engine engine = Engine.create(new Settings(0, Settings.MAX_BACK_OFF, true));

    private long wakeAt = NEVER;

    EngineLoad(Prober prober, Targets targets, Lateness lateness) {
        this.prober = prober;
        this.targets = targets;
        this.lateness = lateness;
        thread = Thread.ofPlatform().name("engine").daemon().unstarted(this::run);
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

    private void run() {
        step(new Event.Apply(1, application(), List.of(), 1), NEVER);
        while (!closed) {
            try {
                Event event = next();
                if (event == null) {
                    long due = wakeAt;
                    wakeAt = NEVER;
                    step(new Event.TimerDue(), due);
                } else {
                    step(event, NEVER);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private @Nullable Event next() throws InterruptedException {
        if (wakeAt == NEVER) {
            return events.take();
        }
        long left = wakeAt - now();
        return left <= 0 ? null : events.poll(left, TimeUnit.NANOSECONDS);
    }

    private long now() {
        return System.nanoTime() - zero;
    }

    /// @param due when the timer should have come; never for another event
    private void step(Event event, long due) {
        for (Effect effect : engine.step(now(), event)) {
            switch (effect) {
                case Effect.WakeAt(long at) -> wakeAt = at;
                case Effect.Launch launch -> events.add(new Event.Started(launch.incarnation()));
                case Effect.MakeAttempt attempt -> make(attempt, due == NEVER ? now() : due);
                case Effect.CancelAttempt(long attempt) -> prober.cancel(attempt);
                default -> {}
            }
        }
    }

    private void make(Effect.MakeAttempt attempt, long due) {
        Target target = places.get(attempt.worker().replica());
        if (target == null) {
            throw new IllegalStateException(attempt.worker() + " is nobody's");
        }
        prober.make(
                attempt,
                target,
                answer -> {
                    long began = now() - answer.took().toNanos();
                    lateness.add(began - due, answer.outcome() instanceof Outcome.Success);
                    events.add(answer);
                });
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        prober.close();
    }
}
