package dev.probity.control.api;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;

import java.util.Locale;

/// A probe's question in a few words: `GET http :8080/ready`.
final class HandlerText {
    private HandlerText() {}

    static String of(Handler handler) {
        return switch (handler) {
            case Handler.HttpGet get ->
                    "GET "
                            + get.scheme().name().toLowerCase(Locale.ROOT)
                            + "://"
                            + get.host().orElse("")
                            + ":"
                            + port(get.port())
                            + get.path();
            case Handler.TcpSocket tcp ->
                    "connect to " + tcp.host().orElse("") + ":" + port(tcp.port());
            case Handler.Exec exec -> "run " + String.join(" ", exec.command());
            case Handler.Grpc grpc ->
                    "grpc health check on :"
                            + port(grpc.port())
                            + (grpc.service().isEmpty() ? "" : " of " + grpc.service());
        };
    }

    private static String port(PortRef port) {
        return switch (port) {
            case PortRef.Numbered(int number) -> Integer.toString(number);
            case PortRef.Named(String name) -> name;
        };
    }
}
