package dev.probity.gateway.pool;

/// A place that traffic can be sent to.
///
/// @param id stable over restarts of what listens there, for example `web-2`
/// @param host an IP address, or a name that resolves to one
public record Endpoint(String id, String host, int port) {
    public Endpoint {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id of an endpoint is empty; give it a name");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "port of endpoint %s is %d; it can be 1 to 65535".formatted(id, port));
        }
    }

    @Override
    public String toString() {
        return id + "@" + host + ":" + port;
    }
}
