package dev.probity.gateway.pool;

import java.util.List;

/// A pool's counts at one moment.
///
/// @param unserved requests and connections that found no endpoint at all
/// @param endpoints in rotation first, then those that left and are still known
public record PoolSnapshot(String name, long unserved, List<EndpointSnapshot> endpoints) {
    public PoolSnapshot {
        endpoints = List.copyOf(endpoints);
    }

    public int inFlight() {
        return endpoints.stream().mapToInt(EndpointSnapshot::inFlight).sum();
    }

    public long requests() {
        return endpoints.stream().mapToLong(EndpointSnapshot::requests).sum();
    }
}
