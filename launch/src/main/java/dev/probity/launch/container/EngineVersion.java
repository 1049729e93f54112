package dev.probity.launch.container;

import java.util.Optional;
import java.util.function.Function;

/// Who answers at a socket.
///
/// @param name as users know it: `Docker`, `Podman`
/// @param api the version of the REST interface
record EngineVersion(String name, String version, String api) {
    private static final String PODMAN = "Libpod";

    /// What the head of any answer says: `Server: Libpod/4.3.1 (linux)`, or `Docker/20.10.24
    /// (linux)`.
    static EngineVersion of(Function<String, Optional<String>> header) {
        String server = header.apply("Server").orElse("Docker/unknown");
        String product = server.split(" ", 2)[0];
        String[] parts = product.split("/", 2);
        return new EngineVersion(
                parts[0].equals(PODMAN) ? "Podman" : parts[0],
                parts.length == 2 ? parts[1] : "unknown",
                header.apply("Api-Version").orElse("1.41"));
    }

    /// `Podman 4.3.1`
    @Override
    public String toString() {
        return name + " " + version;
    }
}
