package dev.probity.launch.container;

import java.util.Optional;
import java.util.OptionalLong;

/// Says when a container has died because it wanted more memory than it may have.
final class MemoryDeath {
    private static final int KILLED = 137;

    private MemoryDeath() {}

    interface Witness {
        /// Asked only where the engine is silent.
        boolean sawIt() throws InterruptedException;
    }

    /// @param told what the engine says; not every engine knows (Podman on version 1 control groups
    ///   always says no)
    static Optional<String> reason(int code, OptionalLong limit, boolean told, Witness witness)
            throws InterruptedException {
        if (told && limit.isEmpty()) {
            return Optional.of("out of memory");
        }
        boolean suspected = code == KILLED && limit.isPresent();
        if (told || (suspected && witness.sawIt())) {
            return Optional.of("out of memory: its limit is " + size(limit));
        }
        return suspected
                ? Optional.of("probably out of memory: killed, and its limit is " + size(limit))
                : Optional.empty();
    }

    private static String size(OptionalLong limit) {
        long bytes = limit.orElseThrow();
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }
}
