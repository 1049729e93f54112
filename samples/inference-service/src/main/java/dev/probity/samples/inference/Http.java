package dev.probity.samples.inference;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;

/// How the JDK's HTTP server has to be set for a service behind a load balancer. It reads these
/// once, before the first server is made.
final class Http {
    /// Connections that the system may hold for us until they are accepted.
    static final int BACKLOG = 256;

    private static final Map<String, String> PROPERTIES =
            Map.of(
                    // Head and body are two writes; without this the second waits 40 ms for the
                    // acknowledgement of the first.
                    "sun.net.httpserver.nodelay", "true",
                    // Longer than a balancer keeps unused connections (30 s in Probity's), or it
                    // sends a request into a connection that is just being closed.
                    "sun.net.httpserver.idleInterval", "120",
                    "sun.net.httpserver.maxIdleConnections", "1000",
                    // Seconds for a whole request to come in; a slow client must not last for ever.
                    "sun.net.httpserver.maxReqTime", "30");

    private Http() {}

    /// The first address of a name, as a server listens on one.
    static InetSocketAddress address(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
    }

    static void tune() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
