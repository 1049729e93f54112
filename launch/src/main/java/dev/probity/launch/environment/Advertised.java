package dev.probity.launch.environment;

import dev.probity.spec.Binding;
import dev.probity.spec.Service;

import java.util.Optional;
import java.util.OptionalInt;

/// A binding of a service as the others find it.
///
/// @param port the public one: the gateway's, or an external service's own; absent for an external
///   service that names none
/// @param host of this machine where the reader is; absent for loopback, which is the same machine
public record Advertised(
        Service service, Binding binding, OptionalInt port, Optional<String> host) {

    /// To a process of this machine.
    public Advertised(Service service, Binding binding, OptionalInt port) {
        this(service, binding, port, Optional.empty());
    }

    /// To somebody who reaches this machine at an address.
    public Advertised from(String address) {
        return new Advertised(service, binding, port, Optional.of(address));
    }

    public Advertised from(String address, int reached) {
        return new Advertised(service, binding, OptionalInt.of(reached), Optional.of(address));
    }
}
