package dev.probity.runtime;

import dev.probity.spec.Container;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Hook;
import dev.probity.spec.Port;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The ports that a container's probes and hooks ask by number.
///
/// A pod has an address of its own, on which a kubelet asks any port. A container here is reached
/// only through ports that are published: those that are asked and not declared are added.
final class ProbedPorts {
    private ProbedPorts() {}

    /// The container, with every port that it is asked on declared, after its own ones.
    static Container declared(Container container) {
        List<Port> ports = new ArrayList<>(container.ports());
        numbers(container)
                .distinct()
                .filter(number -> container.port(number).isEmpty())
                .forEach(number -> ports.add(new Port("" + number, OptionalInt.of(number))));
        return container.withPorts(ports);
    }

    private static Stream<Integer> numbers(Container container) {
        Stream<Integer> probed =
                Stream.of(ProbeType.values())
                        .flatMap(type -> container.probe(type).stream())
                        .map(Probe::handler)
                        .flatMap(handler -> number(handler).stream());
        Stream<Integer> hooked =
                container.preStop().stream()
                        .flatMap(hook ->
                                hook instanceof Hook.HttpGet(Handler.HttpGet get)
                                        ? number(get).stream()
                                        : Stream.empty());
        return Stream.concat(probed, hooked);
    }

    /// Nothing for a port of another host.
    private static Optional<Integer> number(Handler handler) {
        return switch (handler) {
            case Handler.HttpGet get when get.host().isEmpty() -> number(get.port());
            case Handler.TcpSocket tcp when tcp.host().isEmpty() -> number(tcp.port());
            case Handler.Grpc grpc -> number(grpc.port());
            case Handler.HttpGet _, Handler.TcpSocket _, Handler.Exec _ -> Optional.empty();
        };
    }

    private static Optional<Integer> number(PortRef port) {
        return port instanceof PortRef.Numbered(int number)
                ? Optional.of(number)
                : Optional.empty();
    }
}
