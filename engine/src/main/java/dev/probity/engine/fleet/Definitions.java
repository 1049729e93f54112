package dev.probity.engine.fleet;

import dev.probity.spec.Container;
import dev.probity.spec.Service;

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
}
