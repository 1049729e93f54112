package dev.probity.spec.resolving;

import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;
import dev.probity.spec.kubernetes.ProbeFields;
import dev.probity.spec.written.WrittenHandler;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Written handlers in the API's shape, where absent is 0 or empty.
record HandlerFields(
        Optional<ProbeFields.Exec> exec,
        Optional<ProbeFields.HttpGet> httpGet,
        Optional<ProbeFields.TcpSocket> tcpSocket,
        Optional<ProbeFields.Grpc> grpc) {

    static HandlerFields of(List<Located<WrittenHandler>> handlers) {
        return new HandlerFields(
                first(handlers, WrittenHandler.Exec.class, HandlerFields::exec),
                first(handlers, WrittenHandler.HttpGet.class, HandlerFields::httpGet),
                first(
                        handlers,
                        WrittenHandler.TcpSocket.class,
                        tcp -> new ProbeFields.TcpSocket(text(tcp.host()), port(tcp.port()))),
                first(
                        handlers,
                        WrittenHandler.Grpc.class,
                        grpc -> new ProbeFields.Grpc(port(grpc.port()), text(grpc.service()))));
    }

    ProbeFields probe(
            int initialDelaySeconds,
            int timeoutSeconds,
            int periodSeconds,
            int successThreshold,
            int failureThreshold,
            OptionalLong terminationGracePeriodSeconds) {
        return new ProbeFields(
                exec,
                httpGet,
                tcpSocket,
                grpc,
                initialDelaySeconds,
                timeoutSeconds,
                periodSeconds,
                successThreshold,
                failureThreshold,
                terminationGracePeriodSeconds);
    }

    private static <W extends WrittenHandler, F> Optional<F> first(
            List<Located<WrittenHandler>> handlers, Class<W> kind, Function<W, F> toFields) {
        return handlers.stream()
                .map(Located::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .map(toFields);
    }

    private static ProbeFields.Exec exec(WrittenHandler.Exec exec) {
        return new ProbeFields.Exec(exec.command().stream().map(Located::value).toList());
    }

    private static ProbeFields.HttpGet httpGet(WrittenHandler.HttpGet get) {
        return new ProbeFields.HttpGet(
                text(get.host()),
                port(get.port()),
                text(get.path()),
                text(get.scheme()),
                get.headers().stream().map(Located::value).toList());
    }

    private static String text(Optional<Located<String>> text) {
        return text.map(Located::value).orElse("");
    }

    private static PortRef port(Optional<Located<PortRef>> port) {
        return port.map(Located::value).orElse(ProbeFields.NO_PORT);
    }
}
