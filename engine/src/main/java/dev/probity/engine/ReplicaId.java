package dev.probity.engine;

import org.jspecify.annotations.Nullable;

/// The slot of a replica. It lasts over restarts and is what people and links name: `web-1`.
///
/// @param ordinal counts from 1
public record ReplicaId(String service, int ordinal) {
    // By hand, as the key of nearly every map: what the compiler would put here is linked by each
    // JVM anew, before the first launch.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReplicaId(String name, int number)
                && ordinal == number
                && service.equals(name);
    }

    @Override
    public int hashCode() {
        return 31 * service.hashCode() + ordinal;
    }

    @Override
    public String toString() {
        return service + "-" + ordinal;
    }
}
