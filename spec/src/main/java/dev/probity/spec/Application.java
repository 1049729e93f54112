package dev.probity.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One application: the services that run together and the HTTP entry points over them.
///
/// @param name lower-case; with the directory it identifies the application on this machine
/// @param directory what relative paths in the file are relative to; absolute
/// @param services in the order of the file; names are unique
/// @param ingresses host and path rules over the services
/// @param registry where images are put that a cluster fetches, such as `registry.example.com/shop`
/// @param namespace of the cluster; the one of the user's context unless given
public record Application(
        String name,
        Path directory,
        List<Service> services,
        List<Ingress> ingresses,
        Optional<String> registry,
        Optional<String> namespace) {
    public Application {
        services = List.copyOf(services);
        ingresses = List.copyOf(ingresses);
    }

    /// One that says nothing of a cluster.
    public Application(
            String name, Path directory, List<Service> services, List<Ingress> ingresses) {
        this(name, directory, services, ingresses, Optional.empty(), Optional.empty());
    }

    /// The same application, of other services.
    public Application withServices(List<Service> others) {
        return new Application(name, directory, others, ingresses, registry, namespace);
    }

    /// The same application, with one service described in another way.
    public Application with(Service other) {
        return withServices(
                services.stream()
                        .map(each -> each.name().equals(other.name()) ? other : each)
                        .toList());
    }

    /// The same application, elsewhere in a cluster.
    public Application at(Optional<String> otherRegistry, Optional<String> otherNamespace) {
        return new Application(name, directory, services, ingresses, otherRegistry, otherNamespace);
    }

    public Optional<Service> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }
}
