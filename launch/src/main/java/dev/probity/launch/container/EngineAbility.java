package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.spec.Sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an engine can do here, read from what it says of itself.
///
/// @param rootless whether it runs without root
/// @param limitsMemory whether it holds a container to its memory limit
/// @param limitsProcessor whether it holds a container to its share of the processor
record EngineAbility(
        boolean podman,
        boolean rootless,
        boolean limitsMemory,
        boolean limitsProcessor,
        boolean bridges) {

    static final String NO_MEMORY = "memory limits are ignored by the engine";
    static final String NO_PROCESSOR = "processor limits are ignored by the engine";

    private static final List<Path> SLIRP =
            List.of(
                    Path.of("/usr/bin/slirp4netns"),
                    Path.of("/usr/local/bin/slirp4netns"),
                    Path.of("/bin/slirp4netns"));

    static EngineAbility of(EngineVersion version, JsonNode info) {
        boolean rootless =
                info.path("Rootless").asBoolean(); // Podman's word, the other is Docker's
        for (JsonNode option : info.path("SecurityOptions")) {
            rootless |= option.asText().contains("rootless");
        }
        boolean bridges = false;
        for (JsonNode driver : info.path("Plugins").path("Network")) {
            bridges |= driver.asText().equals("bridge");
        }
        // Podman says what the machine can do; what its user cannot do there it does not say.
        boolean powerless = rootless && info.path("CgroupVersion").asText().equals("1");
        return new EngineAbility(
                version.name().equals("Podman"),
                rootless,
                info.path("MemoryLimit").asBoolean(true) && !powerless,
                info.path("CpuCfsQuota").asBoolean(true) && !powerless,
                bridges);
    }

    /// Whether its networks are in a namespace of their own, out of reach for a listener here.
    boolean hidesNetworks() {
        return podman && rootless;
    }

    /// What a container is not held to here though it is wished, a clause each.
    List<String> ignored(Sandbox sandbox) {
        List<String> ignored = new ArrayList<>();
        if (sandbox.memory().isPresent() && !limitsMemory) {
            ignored.add(NO_MEMORY);
        }
        if (sandbox.cpuMillis().isPresent() && !limitsProcessor) {
            ignored.add(NO_PROCESSOR);
        }
        return ignored;
    }

    /// What it needs for that and does not find.
    Optional<String> missingForHiddenNetworks() {
        return hidesNetworks() && SLIRP.stream().noneMatch(Files::exists)
                ? Optional.of("no networks without root (install slirp4netns)")
                : Optional.empty();
    }
}
