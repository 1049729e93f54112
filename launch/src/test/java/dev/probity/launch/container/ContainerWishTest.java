package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.ImagePlan;
import dev.probity.launch.LaunchPlan;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What an engine is asked for; what it makes of it is tested with a real one.
class ContainerWishTest {
    private static final Owner OWNER = new Owner("shop", "/state/probity/Shop-1a2b");
    private static final Incarnation INCARNATION =
            new Incarnation(new ReplicaId("web", 2), "web", "web_a2d67bd9-4");

    @Test
    void marksWhatItAsksForAsItsOwn() {
        JsonNode labels = wish(Sandbox.PLAIN).path("Labels");

        assertThat(labels.path("dev.probity.state").asText()).isEqualTo("/state/probity/Shop-1a2b");
        assertThat(labels.path("dev.probity.replica").asText()).isEqualTo("web-2");
        assertThat(labels.path("dev.probity.incarnation").asText()).isEqualTo("web_a2d67bd9-4");
        assertThat(OWNER.containerName(INCARNATION)).isEqualTo("probity-shop-1a2b-web_a2d67bd9-4");
    }

    @Test
    void publishesOnLoopbackAndPutsAnInitInFront() {
        JsonNode host = wish(Sandbox.PLAIN).path("HostConfig");

        assertThat(host.path("PortBindings"))
                .hasToString("{\"80/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"20080\"}]}");
        assertThat(host.path("Init").asBoolean()).isTrue();
        assertThat(host.path("NetworkMode").asText()).isEqualTo("net");
    }

    @Test
    void leavesToTheImageWhatNobodySays() {
        JsonNode wish = wish(Sandbox.PLAIN);

        assertThat(wish.has("Entrypoint")).isFalse();
        assertThat(wish.path("Cmd")).hasToString("[\"serve\"]");
        assertThat(wish.has("User")).isFalse();
        assertThat(wish.has("WorkingDir")).isFalse();
        assertThat(wish.has("StopSignal")).isFalse();
        assertThat(wish.path("HostConfig").has("Memory")).isFalse();
    }

    /// No engine of the tests has one, so that only the wish can be looked at.
    @Test
    void passesOnTheWishForGpus() {
        Sandbox two =
                new Sandbox(
                        Optional.empty(),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        OptionalInt.of(2),
                        false,
                        Optional.empty(),
                        Map.of());

        assertThat(wish(two).path("HostConfig").path("DeviceRequests"))
                .hasToString("[{\"Count\":2,\"Capabilities\":[[\"gpu\"]]}]");
    }

    @Test
    void sharesAFolderOfTheReplica() {
        Sandbox sharing =
                Sandbox.PLAIN.with(
                        List.of(
                                new Volume.Shared("work", "/work", false),
                                new Volume.Shared("work", "/seen", true)));
        JsonNode host = wish(sharing).path("HostConfig");

        assertThat(host.path("Binds"))
                .hasToString(
                        "[\"/state/probity/Shop-1a2b/shared/web-2/work:/work:z\","
                                + "\"/state/probity/Shop-1a2b/shared/web-2/work:/seen:ro,z\"]");
        assertThat(host.path("Mounts")).isEmpty();
    }

    private static JsonNode wish(Sandbox sandbox) {
        var image =
                new ImagePlan(
                        new Workload.Image("web:1", List.of(), List.of("serve")).within(sandbox),
                        Map.of(80, 20_080));
        var plan =
                new LaunchPlan(
                        List.of("serve"),
                        Map.of("A", "b"),
                        Path.of("/"),
                        Optional.empty(),
                        (_, _, _) -> {},
                        Optional.of(image));
        return new ContainerWish(OWNER).of(INCARNATION, plan, image, "net");
    }
}
