package dev.probity.spec.written;

import dev.probity.spec.Binding;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.Optional;

/// @param port the public one; absent or 0 when any free one will do
/// @param targetPort name of the port of a container that stays; nobody's for an external service
public record WrittenBinding(
        Origin origin,
        Optional<Located<String>> name,
        Optional<Located<Binding.Protocol>> protocol,
        Optional<Located<String>> address,
        Optional<Located<Integer>> port,
        Located<String> targetPort,
        Optional<Located<String>> advertisedHost,
        Optional<Located<String>> advertisedProtocol,
        Optional<Located<String>> connectionString) {}
