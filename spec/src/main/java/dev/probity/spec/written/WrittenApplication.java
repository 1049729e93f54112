package dev.probity.spec.written;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// @param directory absolute; what relative paths are relative to, and whose name is the
///   application's when it has none
public record WrittenApplication(
        Origin origin,
        Optional<Located<String>> name,
        Path directory,
        List<WrittenService> services,
        List<WrittenIngress> ingresses) {
    public WrittenApplication {
        services = List.copyOf(services);
        ingresses = List.copyOf(ingresses);
    }
}
