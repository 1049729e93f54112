package dev.probity.sdk;

import dev.probity.spec.Handler;
import dev.probity.spec.Located;
import dev.probity.spec.written.WrittenHandler;

import java.util.List;
import java.util.Optional;

/// Asks over HTTP: a GET whose status is 200 to 399 is a success, whatever the body says.
///
/// @param path begins with `/`; empty means `/`
/// @param port where the program listens, 1 to 65535
/// @param host to connect to; the replica's own address unless given
/// @param scheme `HTTP` or `HTTPS`, whose certificate is not checked; `HTTP` unless given
public record HttpProbe(String path, int port, Optional<String> host, String scheme) {

    /// Over plain HTTP, from the replica itself.
    public static HttpProbe of(String path, int port) {
        return new HttpProbe(path, port, Optional.empty(), Handler.Scheme.HTTP.name());
    }

    public HttpProbe withHost(String other) {
        return new HttpProbe(path, port, Optional.of(other), scheme);
    }

    /// @param other `HTTP` or `HTTPS`
    public HttpProbe withScheme(String other) {
        return new HttpProbe(path, port, host, other);
    }

    WrittenHandler written(Place place) {
        Place own = place.in("config");
        return new WrittenHandler.HttpGet(
                host.map(own::at),
                Optional.<Located<Handler.PortRef>>of(own.at(new Handler.PortRef.Numbered(port))),
                Optional.of(own.at(path)),
                Optional.of(own.at(scheme)),
                List.of());
    }
}
