package dev.probity.spec.kubernetes;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A probe as the API's type holds it: 0 and the empty string are the same as absent, and more than
/// one handler is possible.
public record ProbeFields(
        Optional<Exec> exec,
        Optional<HttpGet> httpGet,
        Optional<TcpSocket> tcpSocket,
        Optional<Grpc> grpc,
        int initialDelaySeconds,
        int timeoutSeconds,
        int periodSeconds,
        int successThreshold,
        int failureThreshold,
        OptionalLong terminationGracePeriodSeconds) {

    public record Exec(List<String> command) {
        public Exec {
            command = List.copyOf(command);
        }
    }

    public record HttpGet(
            String host, PortRef port, String path, String scheme, List<Handler.Header> headers) {
        public HttpGet {
            headers = List.copyOf(headers);
        }
    }

    public record TcpSocket(String host, PortRef port) {}

    public record Grpc(PortRef port, String service) {}

    /// An absent port.
    public static final PortRef NO_PORT = new PortRef.Numbered(0);
}
