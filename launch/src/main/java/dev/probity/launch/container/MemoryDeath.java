package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.OptionalLong;

/// Says when a container has died because it wanted more memory than it may have. Pure.
final class MemoryDeath {
    private static final int KILLED = 137;

    private MemoryDeath() {}

    /// @param state as the engine tells it; not every engine knows (Podman on version 1 control
    ///   groups always says no)
    static Optional<String> reason(int code, OptionalLong limit, Optional<JsonNode> state) {
        boolean told = state.map(found -> found.path("OOMKilled").asBoolean()).orElse(false);
        if (told) {
            return Optional.of(
                    "out of memory" + (limit.isPresent() ? ": its limit is " + size(limit) : ""));
        }
        return code == KILLED && limit.isPresent()
                ? Optional.of("probably out of memory: killed, and its limit is " + size(limit))
                : Optional.empty();
    }

    private static String size(OptionalLong limit) {
        long bytes = limit.orElseThrow();
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }
}
