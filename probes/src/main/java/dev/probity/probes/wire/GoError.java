package dev.probity.probes.wire;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;

import javax.net.ssl.SSLException;

/// Failures of sockets in Go's words, because users and dashboards search for those.
final class GoError {

    /// How Netty's text of a NotSslRecordException begins, and then the bytes `HTTP/` in hex.
    private static final String HTTP_INSTEAD_OF_TLS = "not an SSL/TLS record: 485454502f";

    private GoError() {}

    static String dialing(InetSocketAddress address, Throwable cause) {
        return "dial tcp " + text(address) + ": connect: " + reason(cause);
    }

    /// The system gave no socket at all, for want of file descriptors.
    static String opening(InetSocketAddress address, Throwable cause) {
        Throwable reason = cause.getCause() == null ? cause : cause.getCause();
        return "dial tcp " + text(address) + ": socket: " + reason(reason);
    }

    static String timedOut(InetAddress address, int port) {
        return "dial tcp " + text(new InetSocketAddress(address, port)) + ": i/o timeout";
    }

    static String unknownHost(String host) {
        return "dial tcp: lookup " + host + ": no such host";
    }

    static String reading(
            @Nullable SocketAddress local, @Nullable SocketAddress remote, Throwable cause) {
        return "read tcp " + text(local) + "->" + text(remote) + ": read: " + reason(cause);
    }

    static String writing(
            @Nullable SocketAddress local, @Nullable SocketAddress remote, Throwable cause) {
        return "write tcp " + text(local) + "->" + text(remote) + ": write: " + reason(cause);
    }

    static String handshaking(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof NotSslRecordException) {
            return message.startsWith(HTTP_INSTEAD_OF_TLS)
                    ? "http: server gave HTTP response to HTTPS client"
                    : "tls: first record does not look like a TLS handshake";
        }
        if (cause instanceof SslHandshakeTimeoutException) {
            return "net/http: TLS handshake timeout";
        }
        if (cause instanceof SSLException) {
            if (message.startsWith("Connection closed while SSL/TLS handshake")) {
                return "EOF";
            }
            // The JDK writes "Received fatal alert: handshake_failure", or its own reason.
            String alert = "Received fatal alert: ";
            return message.startsWith(alert)
                    ? "remote error: tls: " + message.substring(alert.length()).replace('_', ' ')
                    : "tls: " + message;
        }
        return reason(cause);
    }

    /// The system's own words for an error number, as Go spells them: without a capital.
    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        // Netty: "recvAddress(..) failed with error(-104): Connection reset by peer", and after
        // some kinds of failure ": /127.0.0.1:80" follows. The JDK: "Connection refused".
        int number = message.indexOf("): ");
        String words = number >= 0 ? message.substring(number + 3) : message;
        int address = words.indexOf(": ");
        words = address >= 0 ? words.substring(0, address) : words;
        if (words.equals("Connection reset")) {
            return "connection reset by peer";
        }
        return words.isEmpty()
                ? words
                : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static String text(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress internet && internet.getAddress() != null) {
            return Destination.joinHostPort(
                    internet.getAddress().getHostAddress(), internet.getPort());
        }
        return String.valueOf(address);
    }
}
