package dev.probity.spec.written;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Located;

import java.util.List;
import java.util.Optional;

/// How a probe asks, as written: what is missing is missing.
public sealed interface WrittenHandler {

    /// @param scheme as text, since `https` in small letters is refused
    record HttpGet(
            Optional<Located<String>> host,
            Optional<Located<PortRef>> port,
            Optional<Located<String>> path,
            Optional<Located<String>> scheme,
            List<Located<Handler.Header>> headers)
            implements WrittenHandler {
        public HttpGet {
            headers = List.copyOf(headers);
        }
    }

    record TcpSocket(Optional<Located<String>> host, Optional<Located<PortRef>> port)
            implements WrittenHandler {}

    record Exec(List<Located<String>> command) implements WrittenHandler {
        public Exec {
            command = List.copyOf(command);
        }
    }

    record Grpc(Optional<Located<PortRef>> port, Optional<Located<String>> service)
            implements WrittenHandler {}
}
