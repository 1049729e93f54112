package dev.probity.runtime;

import dev.probity.gateway.BindFailure;
import dev.probity.gateway.Gateway;
import dev.probity.gateway.Listener;
import dev.probity.spec.Binding;
import dev.probity.spec.Service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The gateway's listeners for containers: on their network's address of this machine, since
/// loopback inside of a container is the container itself.
final class InnerPorts {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "*", "::");

    private final Gateway gateway;
    private final Map<Key, Listener> open = new HashMap<>();

    private record Key(String service, String binding, String address) {}

    InnerPorts(Gateway gateway) {
        this.gateway = gateway;
    }

    /// The port on which containers reach a binding; the public one's number where it is free.
    ///
    /// @param address of this machine on the containers' network
    /// @param outer the public port
    /// @param title of the binding's pool
    synchronized int port(
            Service service, Binding binding, String address, int outer, String title) {
        if (EVERYWHERE.contains(binding.address())) {
            return outer;
        }
        var key = new Key(service.name(), binding.name(), address);
        return open.computeIfAbsent(key, _ -> listen(binding, address, outer, title)).port();
    }

    private Listener listen(Binding binding, String address, int outer, String title) {
        try {
            return listen(binding, address, OptionalInt.of(outer), title);
        } catch (BindFailure taken) {
            try {
                return listen(binding, address, OptionalInt.empty(), title);
            } catch (BindFailure failure) {
                throw new IllegalStateException(
                        "containers cannot reach %s: %s".formatted(title, failure.getMessage()),
                        failure);
            }
        }
    }

    private Listener listen(Binding binding, String address, OptionalInt port, String title)
            throws BindFailure {
        return switch (binding.protocol()) {
            case TCP -> gateway.listenTcpEarly(address, port.orElse(0), gateway.pool(title));
            case HTTP -> gateway.listenHttpEarly(address, port.orElse(0), gateway.pool(title));
        };
    }

    /// Stops listening for services that do not run any more.
    synchronized void closeAllBut(Set<String> services) {
        Set<Key> gone = new HashSet<>(open.keySet());
        gone.removeIf(key -> services.contains(key.service()));
        gone.forEach(key -> {
            Listener listener = open.remove(key);
            if (listener != null) {
                listener.close();
            }
        });
    }
}
