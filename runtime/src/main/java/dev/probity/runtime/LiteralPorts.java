package dev.probity.runtime;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The port numbers that a file speaks of itself: no replica is given one of them.
final class LiteralPorts {
    private LiteralPorts() {}

    static Set<Integer> of(Application application) {
        Set<Integer> numbers = new TreeSet<>();
        for (Service service : application.services()) {
            service.bindings().forEach(binding -> binding.port().ifPresent(numbers::add));
            service.containers().stream().flatMap(LiteralPorts::probed).forEach(numbers::add);
        }
        application.ingresses().stream()
                .flatMap(ingress -> ingress.listens().stream())
                .forEach(listen -> listen.port().ifPresent(numbers::add));
        return numbers;
    }

    private static Stream<Integer> probed(Container container) {
        return Stream.of(ProbeType.values())
                .flatMap(type -> container.probe(type).stream())
                .flatMap(probe -> port(probe).stream())
                .flatMap(port -> number(port).stream());
    }

    private static Optional<PortRef> port(Probe probe) {
        return switch (probe.handler()) {
            case Handler.HttpGet get -> Optional.of(get.port());
            case Handler.TcpSocket tcp -> Optional.of(tcp.port());
            case Handler.Grpc grpc -> Optional.of(grpc.port());
            case Handler.Exec _ -> Optional.empty();
        };
    }

    private static Optional<Integer> number(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> Optional.of(number);
            case PortRef.Named _ -> Optional.empty();
        };
    }
}
