package dev.probity.engine;

import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Dependency;
import dev.probity.spec.Handler;
import dev.probity.spec.Hook;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Applications for tests, with as few words as possible.
final class Specs {

    private Specs() {}

    static Application application(ServiceBuilder... services) {
        return new Application(
                "test",
                Path.of("/"),
                List.of(services).stream().map(ServiceBuilder::build).toList(),
                List.of());
    }

    static ServiceBuilder service(String name) {
        return new ServiceBuilder(name);
    }

    /// Every second, three failures, one success.
    static Probe probe() {
        return probe(0, 1, 1, 3);
    }

    static Probe probe(int delay, int period, int successes, int failures) {
        return new Probe(
                new Handler.TcpSocket(Optional.empty(), new Handler.PortRef.Numbered(80)),
                Duration.ofSeconds(delay),
                Duration.ofSeconds(period),
                Duration.ofSeconds(1),
                successes,
                failures,
                Optional.empty());
    }

    static Container container(String name, Kind kind, Map<ProbeType, Probe> probes) {
        return new Container(
                name,
                kind,
                new Workload.Command(List.of(name)),
                List.of(),
                Path.of("/"),
                Optional.empty(),
                List.of(),
                Optional.ofNullable(probes.get(ProbeType.STARTUP)),
                Optional.ofNullable(probes.get(ProbeType.LIVENESS)),
                Optional.ofNullable(probes.get(ProbeType.READINESS)),
                Optional.empty());
    }

    static final class ServiceBuilder {
        private final String name;
        private final Map<ProbeType, Probe> probes = new EnumMap<>(ProbeType.class);
        private final List<Container> others = new ArrayList<>();
        private final List<Dependency> dependencies = new ArrayList<>();
        private int replicas = 1;
        private String command = "run";
        private RestartPolicy policy = RestartPolicy.ALWAYS;
        private boolean gate;
        private boolean bound;
        private boolean external;
        private Optional<Hook> preStop = Optional.empty();

        private ServiceBuilder(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        ServiceBuilder replicas(int count) {
            replicas = count;
            return this;
        }

        ServiceBuilder command(String text) {
            command = text;
            return this;
        }

        ServiceBuilder probe(ProbeType type, Probe probe) {
            probes.put(type, probe);
            return this;
        }

        ServiceBuilder with(Container container) {
            others.add(container);
            return this;
        }

        ServiceBuilder dependsOn(String other, Dependency.Condition condition) {
            dependencies.add(new Dependency(other, condition));
            return this;
        }

        ServiceBuilder policy(RestartPolicy other) {
            policy = other;
            return this;
        }

        ServiceBuilder healthyBeforeReady() {
            gate = true;
            return this;
        }

        /// Has a port, so stopping it means draining it.
        ServiceBuilder bound() {
            bound = true;
            return this;
        }

        ServiceBuilder external() {
            external = true;
            return this;
        }

        ServiceBuilder preStop(Hook hook) {
            preStop = Optional.of(hook);
            return this;
        }

        Service build() {
            List<Container> containers = new ArrayList<>(others);
            containers.add(main());
            return new Service(
                    name,
                    external ? 0 : replicas,
                    external ? List.of() : containers,
                    bound ? List.of(binding()) : List.of(),
                    dependencies,
                    policy,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    gate,
                    List.of(),
                    external);
        }

        private Container main() {
            Container plain = container(name, Kind.MAIN, probes);
            return new Container(
                    name,
                    Kind.MAIN,
                    new Workload.Command(List.of(command)),
                    plain.environment(),
                    plain.workingDirectory(),
                    plain.user(),
                    plain.ports(),
                    plain.startupProbe(),
                    plain.livenessProbe(),
                    plain.readinessProbe(),
                    preStop);
        }
    }

    private static Binding binding() {
        return new Binding(
                "",
                Binding.Protocol.HTTP,
                "127.0.0.1",
                OptionalInt.empty(),
                "http",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
