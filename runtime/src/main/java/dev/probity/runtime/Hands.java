package dev.probity.runtime;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Incarnation;
import dev.probity.launch.Launcher;
import dev.probity.probes.Prober;
import dev.probity.spec.Hook;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Does what the engine wants done to processes, probes and traffic, and tells what came of it.
/// Called by the engine's thread, which never waits here.
final class Hands {
    private final Launches launches;
    private final Launcher launcher;
    private final Prober prober;
    private final Traffic traffic;
    private final ReplicaPorts ports;
    private final Consumer<Event> events;

    Hands(
            Launches launches,
            Launcher launcher,
            Prober prober,
            Traffic traffic,
            ReplicaPorts ports,
            Consumer<Event> events) {
        this.launches = launches;
        this.launcher = launcher;
        this.prober = prober;
        this.traffic = traffic;
        this.ports = ports;
        this.events = events;
    }

    void launch(Effect.Launch launch) {
        launches.launch(launch.incarnation(), launch.container());
    }

    void terminate(Effect.Terminate terminate) {
        Incarnation incarnation = terminate.incarnation();
        launches.after(incarnation, () -> launcher.terminate(incarnation, terminate.signal()));
    }

    void attempt(Effect.MakeAttempt attempt) {
        prober.make(attempt, launches.target(attempt.incarnation()), events::accept);
    }

    void cancel(Effect.CancelAttempt cancel) {
        prober.cancel(cancel.attempt());
    }

    void publish(Effect.PublishRotation rotation) {
        traffic.publish(rotation.service(), rotation.replicas());
    }

    void runPreStop(Effect.RunPreStop preStop) {
        switch (preStop.hook()) {
            case Hook.Exec exec ->
                    launcher.runPreStop(preStop.incarnation(), exec, preStop.limit(), events);
            case Hook.HttpGet _ ->
                    prober.runPreStop(
                            preStop, launches.target(preStop.incarnation()), events::accept);
            case Hook.Sleep(Duration duration) -> sleep(preStop, duration);
        }
    }

    private void sleep(Effect.RunPreStop preStop, Duration duration) {
        boolean cut = duration.compareTo(preStop.limit()) > 0;
        Duration time = cut ? preStop.limit() : duration;
        Optional<String> failure = cut ? Optional.of("cut at the limit") : Optional.empty();
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() ->
                        events.accept(new Event.PreStopFinished(preStop.incarnation(), failure)));
    }

    void drain(Effect.Drain drain) {
        traffic.drain(drain.replica(), drain.limit())
                .thenAccept(cut -> events.accept(new Event.DrainFinished(drain.replica(), cut)));
    }

    void retire(Effect.Retire retire) {
        launches.forget(retire.replica());
        launcher.retire(retire.replica());
        ports.release(retire.replica());
    }
}
