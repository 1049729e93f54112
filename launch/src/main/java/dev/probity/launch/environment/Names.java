package dev.probity.launch.environment;

import dev.probity.spec.Binding;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How services, bindings and their places are spelled in variables.
final class Names {

    private static final Set<String> LOCAL = Set.of("127.0.0.1", "::1", "localhost", "");

    private Names() {}

    /// For shells: letters, digits and underscores only.
    static String shell(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    }

    /// As Tye has it: dashes stay.
    static String tye(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /// What Tye's names tell: the advertised host, else `localhost`.
    static String host(Advertised of) {
        return of.binding().advertisedHost().or(() -> elsewhere(of)).orElse("localhost");
    }

    /// An address that can be connected to without asking a name service, where there is one: a
    /// resolver may put `::1` first for `localhost`, and nobody listens there.
    static String address(Advertised of) {
        return of.binding()
                .advertisedHost()
                .or(() -> elsewhere(of))
                .orElseGet(() ->
                        switch (of.binding().address()) {
                            case "0.0.0.0", "*", "" -> "127.0.0.1";
                            case "::" -> "::1";
                            default -> of.binding().address();
                        });
    }

    /// The address of this machine for a reader on another one. An external service at an address
    /// of its own keeps that.
    private static Optional<String> elsewhere(Advertised of) {
        boolean local = !of.service().external() || LOCAL.contains(of.binding().address());
        return local ? of.host() : Optional.empty();
    }

    /// What the file says: a binding that names none is carried as TCP.
    static Optional<String> saidProtocol(Advertised of) {
        return of.binding()
                .advertisedProtocol()
                .or(() ->
                        switch (of.binding().protocol()) {
                            case Binding.Protocol.HTTP -> Optional.of("http");
                            case Binding.Protocol.TCP -> Optional.empty();
                        });
    }

    static String protocol(Advertised of) {
        return saidProtocol(of).orElse("tcp");
    }

    static Optional<String> port(Advertised of) {
        return of.port().stream().mapToObj(Integer::toString).findFirst();
    }

    /// An IPv6 address as it is written before a port.
    static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
