package dev.probity.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Container;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Hook;
import dev.probity.spec.Port;
import dev.probity.spec.Probe;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A port that is asked by number and not declared has to be published too.
class ProbedPortsTest {
    private static final Port HTTP = new Port("http", OptionalInt.of(80));

    @Test
    void declaresThePortsThatProbesAndHooksAskByNumber() {
        Container container =
                container(
                        new Handler.TcpSocket(Optional.empty(), new PortRef.Numbered(9000)),
                        new PortRef.Numbered(9001));

        assertThat(ProbedPorts.declared(container).ports())
                .containsExactly(
                        HTTP,
                        new Port("9000", OptionalInt.of(9000)),
                        new Port("9001", OptionalInt.of(9001)));
    }

    @Test
    void addsNothingForDeclaredPortsAndOtherHosts() {
        Container container =
                container(
                        new Handler.TcpSocket(Optional.of("10.0.0.1"), new PortRef.Numbered(9000)),
                        new PortRef.Numbered(80));

        assertThat(ProbedPorts.declared(container).ports()).containsExactly(HTTP);
    }

    private static Container container(Handler handler, PortRef hooked) {
        var second = Duration.ofSeconds(1);
        var probe = new Probe(handler, Duration.ZERO, second, second, 1, 3, Optional.empty());
        var get =
                new Handler.HttpGet(Optional.empty(), hooked, "/", Handler.Scheme.HTTP, List.of());
        return new Container(
                "web",
                Container.Kind.MAIN,
                new Workload.Image("web:1", List.of(), List.of()),
                List.of(),
                Path.of("/"),
                Optional.empty(),
                List.of(HTTP),
                Optional.empty(),
                Optional.of(probe),
                Optional.empty(),
                Optional.of(new Hook.HttpGet(get)));
    }
}
