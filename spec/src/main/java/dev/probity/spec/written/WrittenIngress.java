package dev.probity.spec.written;

import dev.probity.spec.Ingress;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

public record WrittenIngress(Located<String> name, List<Listen> listens, List<Rule> rules) {
    public WrittenIngress {
        listens = List.copyOf(listens);
        rules = List.copyOf(rules);
    }

    /// @param port absent or 0 when any free one will do
    public record Listen(
            Origin origin,
            Optional<Located<String>> name,
            Optional<Located<String>> address,
            Optional<Located<Integer>> port) {}

    /// @param binding name or public port of the service's binding; its first HTTP one when absent
    public record Rule(
            Origin origin,
            Optional<Located<String>> host,
            Optional<Located<String>> path,
            Optional<Located<Ingress.PathType>> pathType,
            Optional<Located<Boolean>> preservePath,
            Located<String> service,
            Optional<Located<String>> binding) {}
}
