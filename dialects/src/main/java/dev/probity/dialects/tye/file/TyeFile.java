package dev.probity.dialects.tye.file;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One `tye.yaml` as it is written.
///
/// @param directory absolute; what relative paths in it are relative to
public record TyeFile(
        Origin.Position origin,
        Path directory,
        Optional<Located<String>> name,
        Options options,
        List<Extension> extensions,
        List<TyeService> services,
        List<TyeIngress> ingresses) {
    public TyeFile {
        extensions = List.copyOf(extensions);
        services = List.copyOf(services);
        ingresses = List.copyOf(ingresses);
    }

    /// What concerns building, deploying and the dashboard, and no running service.
    public record Options(
            Optional<Located<String>> solution,
            Optional<Located<String>> namespace,
            Optional<Located<String>> network,
            Optional<Registry> registry,
            Optional<Located<String>> containerEngine,
            Optional<Located<Integer>> dashboardPort) {}

    public record Registry(
            Origin origin, Optional<Located<String>> name, Optional<Located<String>> pullSecret) {}

    public record Extension(Origin origin, Optional<Located<String>> name) {}
}
