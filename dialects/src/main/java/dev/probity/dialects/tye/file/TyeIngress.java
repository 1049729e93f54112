package dev.probity.dialects.tye.file;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

/// One entry of `ingress`, as it is written.
///
/// @param name in small letters
public record TyeIngress(
        Origin origin,
        Optional<Located<String>> name,
        Optional<Located<Integer>> replicas,
        List<Rule> rules,
        List<Listen> bindings,
        List<Located<String>> tags) {
    public TyeIngress {
        rules = List.copyOf(rules);
        bindings = List.copyOf(bindings);
        tags = List.copyOf(tags);
    }

    /// @param service in small letters
    public record Rule(
            Origin origin,
            Optional<Located<String>> host,
            Optional<Located<String>> path,
            Optional<Located<Boolean>> preservePath,
            Optional<Located<String>> service) {}

    /// @param ip an address, `*` or `localhost`
    public record Listen(
            Origin origin,
            Optional<Located<String>> name,
            Optional<Located<Integer>> port,
            Optional<Located<String>> protocol,
            Optional<Located<String>> ip) {}

    public String called() {
        return name.map(Located::value).orElse("");
    }
}
