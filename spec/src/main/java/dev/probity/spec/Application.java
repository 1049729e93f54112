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
public record Application(
        String name, Path directory, List<Service> services, List<Ingress> ingresses) {
    public Application {
        services = List.copyOf(services);
        ingresses = List.copyOf(ingresses);
    }

    public Optional<Service> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }
}
