package dev.probity.engine;

/// The slot of a replica. It lasts over restarts and is what people and links name: `web-1`.
///
/// @param ordinal counts from 1
public record ReplicaId(String service, int ordinal) {
    @Override
    public String toString() {
        return service + "-" + ordinal;
    }
}
