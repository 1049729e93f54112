package dev.probity.spec.yaml;

import dev.probity.spec.Container;
import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Hook;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.output.Output;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.output.Output.Words;

import java.time.Duration;
import java.util.List;

/// Lays out probes and hooks, every number written.
final class ProbeOutput {
    private static final List<ProbeType> ORDER =
            List.of(ProbeType.STARTUP, ProbeType.LIVENESS, ProbeType.READINESS);

    private final Style style;

    private ProbeOutput(Style style) {
        this.style = style;
    }

    static void add(Branch branch, String path, Container container, Style style) {
        new ProbeOutput(style).add(branch, path, container);
    }

    private void add(Branch branch, String path, Container container) {
        for (ProbeType type : ORDER) {
            container
                    .probe(type)
                    .ifPresent(probe ->
                            branch.put(type.field(), probe(path + "." + type.field(), probe)));
        }
        container.preStop().ifPresent(hook -> branch.put("preStop", hook(path + ".preStop", hook)));
    }

    private Branch probe(String path, Probe probe) {
        Branch branch = new Branch();
        handler(branch, path, probe.handler());
        return branch.leaf(
                        "initialDelaySeconds",
                        path + ".initialDelaySeconds",
                        probe.initialDelay().toSeconds())
                .leaf("periodSeconds", path + ".periodSeconds", probe.period().toSeconds())
                .leaf("timeoutSeconds", path + ".timeoutSeconds", probe.timeout().toSeconds())
                .leaf("successThreshold", path + ".successThreshold", probe.successThreshold())
                .leaf("failureThreshold", path + ".failureThreshold", probe.failureThreshold())
                .leafIf(
                        "terminationGracePeriodSeconds",
                        path + ".terminationGracePeriodSeconds",
                        probe.terminationGracePeriod().map(Duration::toSeconds));
    }

    private Branch hook(String path, Hook hook) {
        Branch branch = new Branch();
        switch (hook) {
            case Hook.Exec(Handler.Exec action) -> handler(branch, path, action);
            case Hook.HttpGet(Handler.HttpGet action) -> handler(branch, path, action);
            case Hook.Sleep(Duration duration) ->
                    branch.put(
                            "sleep",
                            new Branch()
                                    .leaf(
                                            "seconds",
                                            path + ".sleep.seconds",
                                            duration.toSeconds()));
        }
        return branch;
    }

    private void handler(Branch branch, String path, Handler handler) {
        switch (handler) {
            case Handler.Exec exec ->
                    branch.put(
                            "exec",
                            new Branch()
                                    .put(
                                            "command",
                                            new Words(path + ".exec.command", exec.command())));
            case Handler.HttpGet get -> branch.put("httpGet", httpGet(path + ".httpGet", get));
            case Handler.TcpSocket tcp ->
                    branch.put(
                            "tcpSocket",
                            new Branch()
                                    .leafIf("host", path + ".tcpSocket.host", tcp.host())
                                    .leaf("port", path + ".tcpSocket.port", port(tcp.port())));
            case Handler.Grpc grpc ->
                    branch.put(
                            "grpc",
                            new Branch()
                                    .leaf("port", path + ".grpc.port", port(grpc.port()))
                                    .leaf("service", path + ".grpc.service", grpc.service()));
        }
    }

    private Branch httpGet(String path, Handler.HttpGet get) {
        List<Branch> headers =
                get.headers().stream()
                        .map(header ->
                                new Branch()
                                        .leaf("name", "", header.name())
                                        .leaf(
                                                "value",
                                                "",
                                                style.shown(header.name(), header.value())))
                        .toList();
        return new Branch()
                .leafIf("host", path + ".host", get.host())
                .leaf("port", path + ".port", port(get.port()))
                .leaf("path", path + ".path", get.path())
                .leaf("scheme", path + ".scheme", get.scheme().name())
                .put("httpHeaders", new Output.Items(headers));
    }

    private static Object port(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> number;
            case PortRef.Named(String name) -> name;
        };
    }
}
