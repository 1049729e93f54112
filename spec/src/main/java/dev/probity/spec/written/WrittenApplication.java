package dev.probity.spec.written;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// @param directory absolute; what relative paths are relative to, and whose name is the
///   application's when it has none
/// @param registry where images are put that a cluster fetches
/// @param namespace of the cluster
public record WrittenApplication(
        Origin origin,
        Optional<Located<String>> name,
        Path directory,
        List<WrittenService> services,
        List<WrittenIngress> ingresses,
        Optional<Located<String>> registry,
        Optional<Located<String>> namespace) {
    public WrittenApplication {
        services = List.copyOf(services);
        ingresses = List.copyOf(ingresses);
    }

    /// One that says nothing of a cluster.
    public WrittenApplication(
            Origin origin,
            Optional<Located<String>> name,
            Path directory,
            List<WrittenService> services,
            List<WrittenIngress> ingresses) {
        this(origin, name, directory, services, ingresses, Optional.empty(), Optional.empty());
    }
}
