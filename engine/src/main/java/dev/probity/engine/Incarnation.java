package dev.probity.engine;

/// One launch of one container of a replica: what a container id is to the kubelet.
///
/// @param container the container's name in its service
/// @param name unique, as users read it: `simple-webapi_a2d67bd9-4`
public record Incarnation(ReplicaId replica, String container, String name) {
    @Override
    public String toString() {
        return name;
    }
}
