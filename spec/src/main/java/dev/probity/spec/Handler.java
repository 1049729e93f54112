package dev.probity.spec;

import java.util.List;
import java.util.Optional;

/// How a probe asks.
public sealed interface Handler {

    /// @param host the replica's own address unless given
    /// @param path begins with `/`; may hold a query
    record HttpGet(
            Optional<String> host, PortRef port, String path, Scheme scheme, List<Header> headers)
            implements Handler {
        public HttpGet {
            headers = List.copyOf(headers);
        }
    }

    /// @param host the replica's own address unless given
    record TcpSocket(Optional<String> host, PortRef port) implements Handler {}

    /// Runs inside the container, without a shell.
    record Exec(List<String> command) implements Handler {
        public Exec {
            command = List.copyOf(command);
        }
    }

    /// @param service the name asked about; empty asks about the server as a whole
    record Grpc(PortRef port, String service) implements Handler {}

    enum Scheme {
        HTTP,
        HTTPS
    }

    /// One request header; the same name may occur more than once.
    record Header(String name, String value) {}

    /// A port as a file names it: declared ones stand for the replica's own port.
    sealed interface PortRef {
        record Numbered(int number) implements PortRef {}

        record Named(String name) implements PortRef {}
    }
}
