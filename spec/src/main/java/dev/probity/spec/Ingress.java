package dev.probity.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An HTTP entry point: host and path rules over services.
public record Ingress(String name, List<Listen> listens, List<Rule> rules) {
    public Ingress {
        listens = List.copyOf(listens);
        rules = List.copyOf(rules);
    }

    /// @param address 127.0.0.1 unless given
    /// @param port absent when any free one will do
    public record Listen(String name, String address, OptionalInt port) {}

    /// @param host exact, or `*.suffix`; absent for any
    /// @param path begins with `/`
    /// @param preservePath false strips the matched prefix from the request
    /// @param binding the name of the service's binding that the request goes to
    public record Rule(
            Optional<String> host,
            String path,
            PathType pathType,
            boolean preservePath,
            String service,
            String binding) {}

    /// Kubernetes' words; a prefix matches whole path segments.
    public enum PathType {
        EXACT,
        PREFIX
    }
}
