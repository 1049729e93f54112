package dev.probity.spec;

import java.util.Optional;
import java.util.OptionalInt;

/// A port that belongs to the service: the gateway listens on it for all replicas.
///
/// @param name empty for the only, unnamed binding of a service
/// @param protocol how the gateway carries it
/// @param address the address to listen on; 127.0.0.1 unless given
/// @param port the public port; absent when any free one will do
/// @param targetPort name of the {@link Port} behind it, of a container that stays
/// @param advertisedHost what discovery tells others in place of the listening address
/// @param advertisedProtocol what discovery tells others in place of the protocol, such as `amqp`
/// @param connectionString what discovery tells others in place of all that; in it `${host}`,
///   `${port}` and `${protocol}` stand for this binding's, `${env:NAME}` for a variable of its
///   service, and `${service:NAME:host}` or `${service:NAME:BINDING:host}` for another's
public record Binding(
        String name,
        Protocol protocol,
        String address,
        OptionalInt port,
        String targetPort,
        Optional<String> advertisedHost,
        Optional<String> advertisedProtocol,
        Optional<String> connectionString) {

    /// The unit of balancing: a connection for TCP, a request for HTTP.
    public enum Protocol {
        TCP,
        HTTP
    }
}
