package dev.probity.runtime;

import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Ingress;
import dev.probity.spec.Service;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// A port that the gateway is to listen on for a service or an ingress.
///
/// @param owner the service's or ingress' name
/// @param name the binding's or listen's; empty for the only one
/// @param port absent for any free one
record PublicPort(Kind kind, String owner, String name, String address, OptionalInt port) {

    enum Kind {
        TCP("tcp"),
        HTTP("http"),
        INGRESS("http");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }
    }

    /// In the order of the file.
    ///
    /// @param running services that are not among them have no port open
    static List<PublicPort> of(Application application, Set<String> running) {
        List<PublicPort> ports = new ArrayList<>();
        for (Service service : application.services()) {
            if (!service.external() && running.contains(service.name())) {
                service.bindings().forEach(binding -> ports.add(of(service, binding)));
            }
        }
        for (Ingress ingress : application.ingresses()) {
            for (Ingress.Listen listen : ingress.listens()) {
                ports.add(
                        new PublicPort(
                                Kind.INGRESS,
                                ingress.name(),
                                listen.name(),
                                listen.address(),
                                listen.port()));
            }
        }
        return ports;
    }

    private static PublicPort of(Service service, Binding binding) {
        Kind kind =
                switch (binding.protocol()) {
                    case TCP -> Kind.TCP;
                    case HTTP -> Kind.HTTP;
                };
        return new PublicPort(
                kind, service.name(), binding.name(), binding.address(), binding.port());
    }

    /// Whether this one cannot be open beside another.
    ///
    /// @param bound the port that the other one has
    boolean replaces(PublicPort other, int bound) {
        return port.isPresent() ? port.getAsInt() == bound : title().equals(other.title());
    }

    /// `web`, `web/admin`
    String title() {
        return name.isEmpty() ? owner : owner + "/" + name;
    }

    /// Where others reach it.
    ///
    /// @param bound the port that the system gave
    Notice.Listening listening(int bound) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return new Notice.Listening(
                owner, name, URI.create(kind.scheme + "://" + host + ":" + bound));
    }
}
