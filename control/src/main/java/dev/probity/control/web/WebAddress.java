package dev.probity.control.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the dashboard listens.
///
/// @param host a name or an address; an IPv6 address without brackets
/// @param port 0 for any free one
public record WebAddress(String host, int port) {
    public static final String LOOPBACK = "127.0.0.1";

    private static final Pattern FORM =
            Pattern.compile("(?:(?<host>\\[[0-9a-fA-F:.]+]|[^\\[\\]:\\s]+):)?(?<port>\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    public WebAddress {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("port is " + port + "; 0 to 65535 are ports");
        }
    }

    /// @param text `PORT`, `HOST:PORT` or `[IPV6]:PORT`; without a host on loopback
    /// @return empty when it is none of these
    public static Optional<WebAddress> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > LAST_PORT) {
            return Optional.empty();
        }
        String host = Optional.ofNullable(matcher.group("host")).orElse(LOOPBACK);
        boolean bracketed = host.startsWith("[");
        return Optional.of(
                new WebAddress(
                        bracketed ? host.substring(1, host.length() - 1) : host,
                        Integer.parseInt(matcher.group("port"))));
    }

    /// Whether only this machine can reach it.
    ///
    /// @throws UnknownHostException when the name has no address
    public boolean isLoopback() throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (!address.isLoopbackAddress()) {
                return false;
            }
        }
        return true;
    }

    InetSocketAddress socketAddress() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /// As it stands in a URL and in a Host header.
    String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return authority();
    }
}
