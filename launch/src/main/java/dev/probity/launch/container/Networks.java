package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.launch.container.rest.EngineProblem;

import java.util.Optional;

/// Makes the network that an application's containers are on, and takes it away.
final class Networks {

    /// What slirp4netns leads to the loopback interface of this machine.
    private static final String SLIRP_HOST = "10.0.2.2";

    /// The name that engines in a virtual machine give to this machine.
    private static final String OUTER_HOST = "host.docker.internal";

    private Networks() {}

    static Hosting provide(
            ContainerEngine engine, EngineAbility ability, JsonNode info, Owner owner)
            throws EngineProblem {
        if (ability.hidesNetworks()) {
            return new Hosting("slirp4netns:allow_host_loopback=true", SLIRP_HOST, false);
        }
        JsonNode network = network(engine, owner);
        if (isElsewhere(info)) {
            return new Hosting(owner.title(), OUTER_HOST, false);
        }
        String gateway = network.path("IPAM").path("Config").path(0).path("Gateway").asText();
        if (gateway.isEmpty()) {
            throw EngineProblem.noAnswer(
                    "the network " + owner.title() + " has no address for this machine");
        }
        return new Hosting(owner.title(), gateway, true);
    }

    private static JsonNode network(ContainerEngine engine, Owner owner) throws EngineProblem {
        Optional<JsonNode> before = engine.inspectNetwork(owner.title());
        if (before.isPresent()) {
            return before.get();
        }
        engine.createNetwork(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("Name", owner.title())
                        .put("Driver", "bridge")
                        .put("CheckDuplicate", true)
                        .set("Labels", owner.labels()));
        return engine.inspectNetwork(owner.title())
                .orElseThrow(
                        () -> EngineProblem.noAnswer("the network that was made is not there"));
    }

    private static boolean isElsewhere(JsonNode info) {
        return info.path("OperatingSystem").asText().contains("Docker Desktop")
                || !System.getProperty("os.name", "").equals("Linux");
    }

    /// Only when nobody is on it any more.
    static void remove(ContainerEngine engine, Owner owner) throws EngineProblem {
        for (JsonNode network : engine.listNetworks(owner.label())) {
            engine.removeNetwork(network.path("Name").asText());
        }
    }
}
