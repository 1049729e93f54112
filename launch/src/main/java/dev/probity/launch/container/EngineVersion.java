package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

/// Who answers at a socket.
///
/// @param name as users know it: `Docker`, `Podman`
/// @param api the version of the REST interface
record EngineVersion(String name, String version, String api) {

    static EngineVersion of(JsonNode answer) {
        boolean podman = false;
        for (JsonNode component : answer.path("Components")) {
            podman |= component.path("Name").asText().contains("Podman");
        }
        return new EngineVersion(
                podman ? "Podman" : "Docker",
                answer.path("Version").asText("unknown"),
                answer.path("ApiVersion").asText("1.41"));
    }

    /// `Podman 4.3.1`
    @Override
    public String toString() {
        return name + " " + version;
    }
}
