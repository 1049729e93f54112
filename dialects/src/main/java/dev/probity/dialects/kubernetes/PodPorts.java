package dev.probity.dialects.kubernetes;

import dev.probity.dialects.kubernetes.file.PodContainer;
import dev.probity.dialects.kubernetes.file.PodOwner;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.ProbeType;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenPort;
import dev.probity.spec.written.WrittenProbe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The ports of a Pod. To declare them is optional for Kubernetes: a number that a probe or a
/// Service names, and that no container declares, is declared here.
final class PodPorts {
    private final Map<PodContainer, List<WrittenPort>> ports = new LinkedHashMap<>();
    private final PodContainer first;

    PodPorts(PodOwner owner) {
        List<PodContainer> containers = owner.spec().containers();
        containers.forEach(container -> ports.put(container, unique(container.ports())));
        first =
                containers.stream()
                        .filter(container -> container.kind() == Kind.MAIN)
                        .findFirst()
                        .orElseThrow();
    }

    List<WrittenPort> of(PodContainer container) {
        return ports.getOrDefault(container, List.of());
    }

    /// The port that a Service leads to, of any container that stays.
    Optional<WrittenPort> target(Located<PortRef> target) {
        Optional<WrittenPort> declared =
                lasting()
                        .flatMap(container -> of(container).stream())
                        .filter(port -> is(port, target.value()))
                        .findFirst();
        if (declared.isPresent()) {
            return declared;
        }
        return switch (target.value()) {
            case PortRef.Numbered(int number) ->
                    Optional.of(declare(first, new Located<>(number, target.origin())));
            case PortRef.Named _ -> Optional.empty();
        };
    }

    /// Whether some container asks this port over HTTP, so that HTTP is spoken there.
    boolean isAskedInHttp(WrittenPort port) {
        return lasting()
                .filter(container -> of(container).contains(port))
                .flatMap(container -> container.probes().values().stream())
                .flatMap(probe -> probe.handlers().stream())
                .anyMatch(handler ->
                        handler.value() instanceof WrittenHandler.HttpGet get
                                && get.host().isEmpty()
                                && get.scheme().filter(it -> it.value().equals("HTTPS")).isEmpty()
                                && get.port().filter(asked -> is(port, asked.value())).isPresent());
    }

    private Stream<PodContainer> lasting() {
        return Stream.concat(
                ports.keySet().stream().filter(container -> container.kind() == Kind.MAIN),
                ports.keySet().stream().filter(container -> container.kind() == Kind.SIDECAR));
    }

    /// After all Services: the first port is what a program is told as its own.
    void declareProbed() {
        List.copyOf(ports.keySet()).forEach(this::declareProbed);
    }

    private void declareProbed(PodContainer container) {
        for (ProbeType type : ProbeType.values()) {
            Optional.ofNullable(container.probes().get(type)).stream()
                    .flatMap(PodPorts::asked)
                    .filter(port -> isNobodys(port.value()))
                    .forEach(port -> declare(container, port));
        }
    }

    private boolean isNobodys(int number) {
        return ports.values().stream()
                .flatMap(List::stream)
                .noneMatch(port -> is(port, new PortRef.Numbered(number)));
    }

    private static Stream<Located<Integer>> asked(WrittenProbe probe) {
        return probe.handlers().stream()
                .flatMap(handler -> port(handler.value()).stream())
                .flatMap(port ->
                        port.value() instanceof PortRef.Numbered(int number) && number > 0
                                ? Stream.of(new Located<>(number, port.origin()))
                                : Stream.empty());
    }

    private static Optional<Located<PortRef>> port(WrittenHandler handler) {
        return switch (handler) {
            case WrittenHandler.HttpGet get -> get.host().isEmpty() ? get.port() : Optional.empty();
            case WrittenHandler.TcpSocket tcp ->
                    tcp.host().isEmpty() ? tcp.port() : Optional.empty();
            case WrittenHandler.Grpc grpc -> grpc.port();
            case WrittenHandler.Exec _ -> Optional.empty();
        };
    }

    private WrittenPort declare(PodContainer container, Located<Integer> number) {
        WrittenPort port = new WrittenPort(number.map(String::valueOf), Optional.of(number));
        ports.computeIfAbsent(container, _ -> new ArrayList<>()).add(port);
        return port;
    }

    private static boolean is(WrittenPort port, PortRef reference) {
        return switch (reference) {
            case PortRef.Numbered(int number) ->
                    port.number().filter(own -> own.value() == number).isPresent();
            case PortRef.Named(String name) -> port.name().value().equals(name);
        };
    }

    /// Of two declarations of one number, as for TCP and UDP, the first one stays.
    private static List<WrittenPort> unique(List<WrittenPort> written) {
        Map<Optional<Integer>, WrittenPort> byNumber = new LinkedHashMap<>();
        for (WrittenPort port : written) {
            byNumber.putIfAbsent(port.number().map(Located::value), port);
        }
        return new ArrayList<>(byNumber.values());
    }
}
