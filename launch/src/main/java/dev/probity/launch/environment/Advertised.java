package dev.probity.launch.environment;

import dev.probity.spec.Binding;
import dev.probity.spec.Service;

import java.util.OptionalInt;

/// A binding of a service as the others find it.
///
/// @param port the public one: the gateway's, or an external service's own; absent for an external
///   service that names none
public record Advertised(Service service, Binding binding, OptionalInt port) {}
