package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Exit;
import dev.probity.engine.Settings;
import dev.probity.engine.Snapshot;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which workers exist after each step, seen in the engine's snapshot. A pod is a service of one
/// replica here.
final class ManagerLayer implements Layer {

    @Override
    public List<String> mismatches(JsonNode scenario) {
        JsonNode input = scenario.path("input");
        Fields.allow(input, "input", "pods", "steps");
        Play play = new Play(input.path("pods"));
        List<List<String>> workers = new ArrayList<>();
        input.path("steps").forEach(step -> workers.add(play.step(step)));
        return Differences.between(sorted(scenario.path("expect")), Map.of("workers", workers));
    }

    /// The order of workers says nothing.
    private static JsonNode sorted(JsonNode expect) {
        List<TreeSet<String>> all = new ArrayList<>();
        for (JsonNode workers : expect.path("workers")) {
            TreeSet<String> names = new TreeSet<>();
            workers.forEach(name -> names.add(name.asText()));
            all.add(names);
        }
        return Differences.tree(Map.of("workers", all));
    }

    private static final class Play implements IdealKubelet.World {
        private static final long COMMAND = 1;

        private final JsonNode pods;
        private final Map<String, Service> present = new LinkedHashMap<>();
        private final IdealKubelet kubelet = new IdealKubelet(Settings.of(0), this);
        private final Set<String> ending = new HashSet<>();
        private final List<Event> deaths = new ArrayList<>();

        Play(JsonNode pods) {
            this.pods = pods;
        }

        List<String> step(JsonNode step) {
            Fields.allow(step, "step", "addPod", "removePod", "stopLivenessAndStartup", "cleanup");
            if (step.has("addPod")) {
                String name = step.get("addPod").asText();
                present.put(name, pod(name, pods.path(name)));
                apply();
                if (ending.remove(name)) {
                    // Wanted again: the engine lets it end, and begins anew.
                    happen(new Event.Start(COMMAND, List.of(name)));
                    finishKills();
                }
            } else if (step.has("removePod")) {
                present.remove(step.get("removePod").asText());
                apply();
                finishKills();
            } else if (step.has("cleanup")) {
                List<String> desired = new ArrayList<>();
                step.get("cleanup").forEach(name -> desired.add(name.asText()));
                present.keySet().retainAll(desired);
                apply();
                finishKills();
            } else {
                String name = step.path("stopLivenessAndStartup").asText();
                happen(new Event.Stop(COMMAND, List.of(name), Optional.empty()));
                ending.add(name);
            }
            return workers();
        }

        private void apply() {
            happen(
                    new Event.Apply(
                            COMMAND,
                            ContainerScript.application(List.copyOf(present.values())),
                            List.of(),
                            1));
        }

        private void finishKills() {
            while (!deaths.isEmpty()) {
                List<Event> now = List.copyOf(deaths);
                deaths.clear();
                now.forEach(this::happen);
            }
        }

        private void happen(Event event) {
            kubelet.atOnce(event);
            kubelet.run(0);
        }

        private List<String> workers() {
            return kubelet.snapshot().services().stream()
                    .flatMap(service -> service.replicas().stream())
                    .flatMap(replica -> replica.containers().stream())
                    .flatMap(container -> container.workers().stream())
                    .map(Play::name)
                    .sorted()
                    .toList();
        }

        private static String name(WorkerView worker) {
            return worker.id().replica().service()
                    + "/"
                    + worker.id().container()
                    + "/"
                    + ProbeNumbers.name(worker.id().type());
        }

        @Override
        public void act(Effect effect, long now) {
            if (effect instanceof Effect.Launch launch) {
                kubelet.atOnce(new Event.Started(launch.incarnation()));
            } else if (effect instanceof Effect.Terminate kill) {
                deaths.add(new Event.Exited(kill.incarnation(), new Exit(0, Optional.empty())));
            }
        }

        @Override
        public void look(Snapshot snapshot, long now) {}

        private static Service pod(String name, JsonNode pod) {
            Fields.allow(pod, "pod", "containers", "initContainers");
            List<Container> containers = new ArrayList<>();
            for (JsonNode container : pod.path("initContainers")) {
                boolean sidecar = container.path("sidecar").asBoolean();
                containers.add(container(container, sidecar ? Kind.SIDECAR : Kind.INIT));
            }
            for (JsonNode container : pod.path("containers")) {
                containers.add(container(container, Kind.MAIN));
            }
            return ContainerScript.service(
                    name, containers, RestartPolicy.ALWAYS, Duration.ofSeconds(30));
        }

        private static Container container(JsonNode container, Kind kind) {
            Fields.allow(container, "container", "name", "probes", "sidecar");
            List<ProbeType> probes = new ArrayList<>();
            container.path("probes").forEach(it -> probes.add(ProbeNumbers.type(it.asText())));
            return new Container(
                    container.path("name").asText(),
                    kind,
                    new Workload.Command(List.of("scripted")),
                    List.of(),
                    Path.of("/"),
                    Optional.empty(),
                    List.of(),
                    probe(probes, ProbeType.STARTUP),
                    probe(probes, ProbeType.LIVENESS),
                    probe(probes, ProbeType.READINESS),
                    Optional.empty());
        }

        private static Optional<Probe> probe(List<ProbeType> probes, ProbeType type) {
            Probe plain =
                    new Probe(
                            new Handler.Exec(List.of("true")),
                            Duration.ZERO,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(1),
                            1,
                            3,
                            Optional.empty());
            return probes.contains(type) ? Optional.of(plain) : Optional.empty();
        }
    }
}
