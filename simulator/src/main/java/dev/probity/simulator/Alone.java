package dev.probity.simulator;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One service as the whole of an application: what its probes do depends on nothing else.
public final class Alone {
    private Alone() {}

    /// @param replicas how many of it, whatever the file says
    public static Application of(Service service, int replicas) {
        Service alone =
                new Service(
                        service.name(),
                        replicas,
                        service.containers(),
                        service.bindings(),
                        List.of(),
                        service.restartPolicy(),
                        service.terminationGracePeriod(),
                        service.drainLimit(),
                        service.healthyBeforeReady(),
                        service.tags(),
                        false);
        return new Application(service.name(), Path.of("/"), List.of(alone), List.of());
    }

    /// The same service, whose main container has another probe.
    public static Service with(Service service, ProbeType type, Probe probe) {
        return new Service(
                service.name(),
                service.replicas(),
                service.containers().stream()
                        .map(each ->
                                each.kind() == Container.Kind.MAIN ? with(each, type, probe) : each)
                        .toList(),
                service.bindings(),
                service.dependsOn(),
                service.restartPolicy(),
                service.terminationGracePeriod(),
                service.drainLimit(),
                service.healthyBeforeReady(),
                service.tags(),
                service.external());
    }

    private static Container with(Container container, ProbeType type, Probe probe) {
        Optional<Probe> changed = Optional.of(probe);
        return new Container(
                container.name(),
                container.kind(),
                container.workload(),
                container.environment(),
                container.workingDirectory(),
                container.user(),
                container.ports(),
                type == ProbeType.STARTUP ? changed : container.startupProbe(),
                type == ProbeType.LIVENESS ? changed : container.livenessProbe(),
                type == ProbeType.READINESS ? changed : container.readinessProbe(),
                container.preStop());
    }
}
