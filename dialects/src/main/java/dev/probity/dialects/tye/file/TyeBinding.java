package dev.probity.dialects.tye.file;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

/// One entry of a service's `bindings`, as it is written.
///
/// @param routes links for a dashboard
public record TyeBinding(
        Origin origin,
        Optional<Located<String>> name,
        Optional<Located<String>> connectionString,
        Optional<Located<Integer>> port,
        Optional<Located<Integer>> containerPort,
        Optional<Located<String>> host,
        Optional<Located<String>> protocol,
        List<Located<String>> routes) {
    public TyeBinding {
        routes = List.copyOf(routes);
    }

    public static TyeBinding unnamed(Origin origin) {
        return new TyeBinding(
                origin,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public TyeBinding speaking(Located<String> word) {
        return new TyeBinding(
                origin,
                name,
                connectionString,
                port,
                containerPort,
                host,
                Optional.of(word),
                routes);
    }

    public boolean speaks(String wanted) {
        return protocol.filter(found -> found.value().equals(wanted)).isPresent();
    }
}
