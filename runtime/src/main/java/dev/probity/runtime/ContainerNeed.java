package dev.probity.runtime;

import dev.probity.spec.Application;
import dev.probity.spec.Workload;

import java.util.Set;

/// Whether an application needs a container engine.
final class ContainerNeed {
    private ContainerNeed() {}

    /// @param services those that are to run, by name
    static boolean of(Application application, Set<String> services) {
        return application.services().stream()
                .filter(service -> services.contains(service.name()))
                .flatMap(service -> service.containers().stream())
                .anyMatch(container -> container.workload() instanceof Workload.Image);
    }
}
