package dev.probity.simulator.explain;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;

import java.util.Locale;

/// How a probe asks, in words.
public final class HandlerWords {
    private HandlerWords() {}

    /// `GET /health on port 8000`
    public static String of(Handler handler) {
        return switch (handler) {
            case Handler.HttpGet get ->
                    "GET "
                            + get.path()
                            + " on port "
                            + port(get.port())
                            + (get.scheme() == Handler.Scheme.HTTPS
                                    ? " over " + get.scheme().name().toLowerCase(Locale.ROOT)
                                    : "")
                            + get.host().map(host -> " of " + host).orElse("");
            case Handler.TcpSocket tcp ->
                    "a connection to port "
                            + port(tcp.port())
                            + tcp.host().map(host -> " of " + host).orElse("");
            case Handler.Exec exec -> "the command `" + String.join(" ", exec.command()) + "`";
            case Handler.Grpc grpc ->
                    "gRPC health"
                            + (grpc.service().isEmpty() ? "" : " of " + grpc.service())
                            + " on port "
                            + port(grpc.port());
        };
    }

    private static String port(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> String.valueOf(number);
            case PortRef.Named(String name) -> name;
        };
    }
}
