package dev.probity.engine.fleet;

import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;

import java.util.Optional;

/// Changed copies of what a file said.
final class Definitions {

    private Definitions() {}

    /// Whether running replicas have to be replaced, rather than merely told.
    static boolean needsFreshReplicas(Service before, Service after) {
        return !before.containers().equals(after.containers());
    }

    static Service withContainer(Service service, Container changed) {
        return service.withContainers(
                service.containers().stream()
                        .map(old -> old.name().equals(changed.name()) ? changed : old)
                        .toList());
    }

    static Container withProbe(Container container, ProbeType type, Probe probe) {
        return new Container(
                container.name(),
                container.kind(),
                container.workload(),
                container.environment(),
                container.workingDirectory(),
                container.user(),
                container.ports(),
                type == ProbeType.STARTUP ? Optional.of(probe) : container.startupProbe(),
                type == ProbeType.LIVENESS ? Optional.of(probe) : container.livenessProbe(),
                type == ProbeType.READINESS ? Optional.of(probe) : container.readinessProbe(),
                container.preStop());
    }
}
