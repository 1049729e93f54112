package dev.probity.launch.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.ReplicaId;
import dev.probity.launch.environment.OwnPort;
import dev.probity.spec.Container;
import dev.probity.spec.Port;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

class PortsIT {

    private static final ReplicaId FIRST = new ReplicaId("web", 1);
    private static final ReplicaId SECOND = new ReplicaId("web", 2);

    private final Container container = declaring("http", "admin");

    private static Container declaring(String... names) {
        return new Container(
                "web",
                Container.Kind.MAIN,
                new Workload.Command(List.of("true")),
                List.of(),
                Path.of("/"),
                Optional.empty(),
                List.of(names).stream().map(name -> new Port(name, OptionalInt.empty())).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void givesEachReplicaPortsOfItsOwn() {
        var ports = new Ports("shop", Set.of());

        List<OwnPort> first = ports.assign(FIRST, container);
        List<OwnPort> second = ports.assign(SECOND, container);

        assertThat(first).extracting(OwnPort::name).containsExactly("http", "admin");
        assertThat(Set.of(number(first, 0), number(first, 1), number(second, 0), number(second, 1)))
                .hasSize(4);
    }

    @Test
    void keepsThePortsOverRestartsOfTheReplicaAndOfProbity() {
        var ports = new Ports("shop", Set.of());

        List<OwnPort> before = ports.assign(FIRST, container);

        assertThat(ports.assign(FIRST, container)).isEqualTo(before);
        assertThat(new Ports("shop", Set.of()).assign(FIRST, container)).isEqualTo(before);
    }

    @Test
    void givesAnotherPortWhenOneWasLost() throws IOException {
        var ports = new Ports("shop", Set.of());
        List<OwnPort> before = ports.assign(FIRST, container);

        try (var thief = new ServerSocket(number(before, 0), 1, InetAddress.getLoopbackAddress())) {
            List<OwnPort> after = ports.assign(FIRST, container);

            assertThat(number(after, 0)).isNotEqualTo(thief.getLocalPort());
            assertThat(after.get(1)).isEqualTo(before.get(1));
        }
    }

    @Test
    void givesNoPortThatIsSpokenFor() {
        int usual = number(new Ports("shop", Set.of()).assign(FIRST, container), 0);

        assertThat(number(new Ports("shop", Set.of(usual)).assign(FIRST, container), 0))
                .isNotEqualTo(usual);
    }

    @Test
    void givesThePortsOfASlotThatIsGoneToOthers() {
        var ports = new Ports("shop", Set.of());
        List<OwnPort> before = ports.assign(FIRST, container);

        ports.release(FIRST);

        assertThat(ports.assign(FIRST, container)).isEqualTo(before);
    }

    private static int number(List<OwnPort> ports, int index) {
        return ports.get(index).number();
    }
}
