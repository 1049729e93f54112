package dev.probity.engine;

import dev.probity.spec.ProbeType;

/// A probe of a replica's container. Its worker keeps its streak over restarts.
public record WorkerId(ReplicaId replica, String container, ProbeType type) {
    @Override
    public String toString() {
        return replica + "/" + container + "/" + type.title().toLowerCase(java.util.Locale.ROOT);
    }
}
