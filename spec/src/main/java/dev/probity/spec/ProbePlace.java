package dev.probity.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which probe is meant, whether there is one or not.
///
/// @param container one of the service's
public record ProbePlace(Service service, Container container, ProbeType type) {

    public Optional<Probe> probe() {
        return container.probe(type);
    }

    /// The keys that lead to it in a `probity.yaml`.
    public List<String> path() {
        List<String> service = List.of("services", this.service.name());
        List<String> own =
                container.equals(this.service.main())
                        ? List.of(type.field())
                        : List.of(
                                container.kind() == Container.Kind.MAIN
                                        ? "containers"
                                        : "initContainers",
                                container.name(),
                                type.field());
        return Stream.concat(service.stream(), own.stream()).toList();
    }

    /// The service, with another probe there or without one.
    public Service with(Optional<Probe> probe) {
        return service.withContainers(
                service.containers().stream()
                        .map(each -> each.equals(container) ? each.withProbe(type, probe) : each)
                        .toList());
    }
}
