package dev.probity.probes.wire;

/// Where a connection goes.
///
/// @param host a name or an address literal, without brackets
/// @param secure with TLS, whatever certificate the other side shows (R36)
public record Destination(String host, int port, boolean secure) {

    /// `host:port`, with brackets where the host has colons.
    public String authority() {
        return joinHostPort(host, port);
    }

    static String joinHostPort(String host, int port) {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
