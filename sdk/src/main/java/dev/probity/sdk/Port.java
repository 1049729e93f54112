package dev.probity.sdk;

import java.util.Optional;

/// A port that a service can be reached at. Requests are HTTP.
///
/// @param port where the program listens and where others find it, 1 to 65535
/// @param host name under which an entry point leads to it: in a cluster through its Ingress
///   controller, on this machine at a port of 127.0.0.1 of its own; none unless given
public record Port(int port, Optional<String> host) {

    /// Without an entry point.
    public static Port of(int port) {
        return new Port(port, Optional.empty());
    }

    public Port withHost(String name) {
        return new Port(port, Optional.of(name));
    }
}
