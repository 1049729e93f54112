package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.Ingress.PathType;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

/// An Ingress, its default backend as the last rule.
public record KubeIngress(Metadata metadata, List<Rule> rules) {
    public KubeIngress {
        rules = List.copyOf(rules);
    }

    public record Rule(
            Origin origin,
            Optional<Located<String>> host,
            Optional<Located<String>> path,
            Located<PathType> pathType,
            Located<String> service,
            Optional<Located<PortRef>> port) {}
}
