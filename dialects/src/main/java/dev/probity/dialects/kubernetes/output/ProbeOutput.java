package dev.probity.dialects.kubernetes.output;

import dev.probity.spec.Container;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Hook;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.output.Output.Branch;

import java.time.Duration;
import java.util.List;

/// Probes and hooks, every number written.
final class ProbeOutput {
    private static final List<ProbeType> ORDER =
            List.of(ProbeType.STARTUP, ProbeType.LIVENESS, ProbeType.READINESS);

    private final Container container;
    private final ServicePorts ports;

    private ProbeOutput(Container container, ServicePorts ports) {
        this.container = container;
        this.ports = ports;
    }

    static void add(Branch branch, Container container, ServicePorts ports) {
        new ProbeOutput(container, ports).add(branch);
    }

    private void add(Branch branch) {
        for (ProbeType type : ORDER) {
            container.probe(type).ifPresent(probe -> branch.put(type.field(), probe(probe)));
        }
        container
                .preStop()
                .ifPresent(
                        hook -> branch.put("lifecycle", new Branch().put("preStop", hook(hook))));
    }

    private Branch probe(Probe probe) {
        return handler(probe.handler())
                .leaf("initialDelaySeconds", probe.initialDelay().toSeconds())
                .leaf("periodSeconds", probe.period().toSeconds())
                .leaf("timeoutSeconds", probe.timeout().toSeconds())
                .leaf("successThreshold", probe.successThreshold())
                .leaf("failureThreshold", probe.failureThreshold())
                .leafIf(
                        "terminationGracePeriodSeconds",
                        probe.terminationGracePeriod().map(Duration::toSeconds));
    }

    private Branch hook(Hook hook) {
        return switch (hook) {
            case Hook.Exec(Handler.Exec action) -> handler(action);
            case Hook.HttpGet(Handler.HttpGet action) -> handler(action);
            case Hook.Sleep(Duration duration) ->
                    new Branch().put("sleep", new Branch().leaf("seconds", duration.toSeconds()));
        };
    }

    private Branch handler(Handler handler) {
        return switch (handler) {
            case Handler.Exec exec ->
                    new Branch().put("exec", new Branch().words("command", exec.command()));
            case Handler.HttpGet get -> new Branch().put("httpGet", httpGet(get));
            case Handler.TcpSocket tcp ->
                    new Branch()
                            .put(
                                    "tcpSocket",
                                    new Branch()
                                            .leafIf("host", tcp.host())
                                            .leaf("port", port(tcp.port())));
            case Handler.Grpc grpc ->
                    new Branch()
                            .put(
                                    "grpc",
                                    new Branch()
                                            .leaf("port", number(grpc.port()))
                                            .leaf("service", grpc.service()));
        };
    }

    private static Branch httpGet(Handler.HttpGet get) {
        List<Branch> headers =
                get.headers().stream()
                        .map(header ->
                                new Branch()
                                        .leaf("name", header.name())
                                        .leaf("value", header.value()))
                        .toList();
        return new Branch()
                .leafIf("host", get.host())
                .leaf("port", port(get.port()))
                .leaf("path", get.path())
                .leaf("scheme", get.scheme().name())
                .items("httpHeaders", headers);
    }

    /// Of gRPC, for which a manifest takes no names.
    private Object number(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> number;
            case PortRef.Named(String name) ->
                    ports.find(container, name).<Object>map(number -> number).orElse(name);
        };
    }

    private static Object port(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> number;
            case PortRef.Named(String name) -> name;
        };
    }
}
