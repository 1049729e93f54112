package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Settings;
import dev.probity.engine.Snapshot;
import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One engine case being acted: a world of scripted processes around a real engine.
final class EnginePlay implements IdealKubelet.World {

    private static final long COMMAND = 1;

    private final JsonNode input;
    private final Application application;
    private final Container container;
    private final IdealKubelet kubelet;
    private final Map<Incarnation, Instance> instances = new LinkedHashMap<>();
    private final Map<Incarnation, String> names = new HashMap<>();
    private final Recording recording = new Recording(names);
    private final List<Map<String, Object>> backOffs = new ArrayList<>();
    private final Changes started = new Changes();
    private final Changes ready = new Changes();
    private final Changes routable = new Changes();
    private boolean deleted;

    /// A flag's changes, beginning with false.
    private static final class Changes {
        private final List<Map<String, Object>> all = new ArrayList<>();
        private boolean last;

        void see(boolean value, long now) {
            if (value != last) {
                last = value;
                all.add(Map.of("at", Times.seconds(now), "value", value));
            }
        }
    }

    EnginePlay(JsonNode input) {
        this.input = input;
        application = ContainerScript.application(input.path("container"));
        container = application.services().getFirst().main();
        JsonNode maximum = input.path("container").path("maxBackoffSeconds");
        Duration maxBackOff = maximum.isNumber() ? Times.duration(maximum) : Settings.MAX_BACK_OFF;
        kubelet = new IdealKubelet(new Settings(0, maxBackOff, false), this);
    }

    Map<String, Object> run() {
        kubelet.later(0, apply());
        for (JsonNode event : input.path("events")) {
            Fields.allow(event, "input.events", "at", "syncPod", "deletePod");
            long at = Times.nanos(event.path("at"));
            // To the engine, applying what is there already is a look at everything.
            kubelet.later(at, event.has("syncPod") ? apply() : stop(event));
        }
        kubelet.run(Times.nanos(input.path("until")));
        return outcome();
    }

    private Event apply() {
        return new Event.Apply(COMMAND, application, List.of(), 1);
    }

    private static Event stop(JsonNode event) {
        Duration grace = Times.duration(event.path("deletePod"));
        return new Event.Stop(COMMAND, List.of(), Optional.of(grace));
    }

    // ---- the world ----

    @Override
    public void act(Effect effect, long now) {
        switch (effect) {
            case Effect.Launch launch -> launch(launch.incarnation(), now);
            case Effect.Terminate terminate -> signal(terminate, now);
            case Effect.RunPreStop hook ->
                    kubelet.later(
                            now + Times.nanos(input.path("container").path("preStopSeconds")),
                            new Event.PreStopFinished(hook.incarnation(), Optional.empty()));
            case Effect.MakeAttempt attempt -> attempt(attempt, now);
            case Effect.Tell tell -> told(tell.happening(), now);
            case Effect.Drain drain ->
                    kubelet.later(now, new Event.DrainFinished(drain.replica(), 0));
            case Effect.CancelAttempt _,
                    Effect.PublishRotation _,
                    Effect.Retire _,
                    Effect.Answer _,
                    Effect.WakeAt _,
                    Effect.Ended _ -> {}
        }
    }

    private void launch(Incarnation incarnation, long now) {
        JsonNode scripts = input.path("instances");
        JsonNode script = scripts.path(Math.min(instances.size(), scripts.size() - 1));
        Instance instance = new Instance("c" + (instances.size() + 1), script);
        boolean first = instances.isEmpty();
        instances.put(incarnation, instance);
        names.put(incarnation, instance.name());
        Event running = new Event.Started(incarnation);
        long at = first ? Times.nanos(input.path("containerStartsAt"), 0) : now;
        if (at <= now) {
            kubelet.atOnce(running);
        } else {
            kubelet.later(at, running);
        }
        instance.exitsAfter()
                .ifPresent(after ->
                        kubelet.later(
                                at + after, new Event.Exited(incarnation, instance.ownExit())));
    }

    private void signal(Effect.Terminate terminate, long now) {
        Incarnation incarnation = terminate.incarnation();
        Optional<Instance.Death> death = known(incarnation).deathBy(terminate.signal());
        if (death.isEmpty()) {
            return;
        }
        Event exit = new Event.Exited(incarnation, death.get().exit());
        if (death.get().after() == 0) {
            kubelet.afterTheWorkers(exit);
        } else {
            kubelet.later(now + death.get().after(), exit);
        }
    }

    private void attempt(Effect.MakeAttempt attempt, long now) {
        recording.asked(attempt, now);
        Endpoint.Attempt found =
                known(attempt.incarnation()).probed(attempt.worker().type(), attempt.probe(), now);
        kubelet.later(
                now + found.took().toNanos(),
                new Event.AttemptFinished(
                        attempt.attempt(),
                        attempt.worker(),
                        found.outcome(),
                        found.tries(),
                        found.took()));
    }

    private Instance known(Incarnation incarnation) {
        return Optional.ofNullable(instances.get(incarnation)).orElseThrow();
    }

    private void told(Happening happening, long now) {
        recording.told(happening, now);
        switch (happening) {
            case Happening.Running running -> known(running.incarnation()).started(now);
            case Happening.Exited exited ->
                    known(exited.incarnation()).ended(now, exited.exit().code());
            case Happening.Killing killing -> {
                deleted |= killing.reason() == KillReason.STOPPED;
                known(killing.incarnation()).killed(now, killing.reason());
            }
            case Happening.Signalled signalled ->
                    signalled
                            .patience()
                            .ifPresent(grace ->
                                    known(signalled.incarnation())
                                            .asked(now, grace, container.preStop()));
            case Happening.BackingOff backOff ->
                    backOffs.add(
                            Map.of(
                                    "at", Times.seconds(now),
                                    "until", Times.seconds(backOff.until()),
                                    "seconds", Times.seconds(backOff.duration())));
            default -> {
                // Cases say nothing about the rest.
            }
        }
    }

    // ---- what came of it ----

    @Override
    public void look(Snapshot snapshot, long now) {
        Optional<ContainerView> view = replica(snapshot).flatMap(ReplicaView::main);
        boolean isReady = view.map(ContainerView::ready).orElse(false);
        started.see(view.map(ContainerView::started).orElse(false), now);
        ready.see(isReady, now);
        // In a cluster a pod takes traffic as long as it is Ready and not being deleted (R29, R50);
        // the engine's own rotation ends earlier, with the decision to kill.
        routable.see(isReady && !deleted, now);
    }

    private static Optional<ReplicaView> replica(Snapshot snapshot) {
        return snapshot.services().stream()
                .flatMap(service -> service.replicas().stream())
                .findFirst();
    }

    private Map<String, Object> outcome() {
        Map<String, Object> attempts = new HashMap<>();
        Map<String, Object> results = new HashMap<>();
        for (ProbeType type : ProbeType.values()) {
            if (container.probe(type).isPresent()) {
                attempts.put(ProbeNumbers.name(type), recording.attempts(type));
                results.put(ProbeNumbers.name(type), recording.results(type));
            }
        }
        ReplicaView replica = replica(kubelet.snapshot()).orElseThrow();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("attempts", attempts);
        all.put(
                "instances",
                instances.values().stream()
                        .filter(Instance::hasStarted)
                        .map(Instance::outcome)
                        .toList());
        all.put("restarts", replica.restarts());
        all.put("started", started.all);
        all.put("ready", ready.all);
        all.put("routable", routable.all);
        all.put("backoff", backOffs);
        all.put("events", recording.events());
        all.put("results", results);
        all.put(
                "phase",
                switch (replica.phase()) {
                    case PENDING -> "Pending";
                    case RUNNING -> "Running";
                    case SUCCEEDED -> "Succeeded";
                    case FAILED -> "Failed";
                });
        return all;
    }
}
