package dev.probity.spec.resolving;

import dev.probity.spec.Binding;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.Service;
import dev.probity.spec.ServiceReference;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenContainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds references to the place of a service that is not there, or has none.
final class ServiceReferences {
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Diagnostics diagnostics;

    ServiceReferences(List<Service> services, Diagnostics diagnostics) {
        services.forEach(service -> this.services.putIfAbsent(service.name(), service));
        this.diagnostics = diagnostics;
    }

    void check(WrittenApplication application) {
        application.services().stream()
                .flatMap(service -> service.containers().stream())
                .forEach(this::check);
    }

    private void check(WrittenContainer container) {
        words(container.workload().value())
                .forEach(word -> check(word, container.workload().origin()));
        for (Located<EnvironmentVariable> variable : container.environment()) {
            check(variable.value().value(), variable.origin());
        }
    }

    private static Stream<String> words(Workload workload) {
        return switch (workload) {
            case Workload.Command(List<String> command) -> command.stream();
            case Workload.Image image ->
                    Stream.concat(image.command().stream(), image.arguments().stream());
            case Workload.Unrunnable _ -> Stream.of();
        };
    }

    private void check(String text, Origin origin) {
        ServiceReference.all(text).forEach(reference -> check(reference, origin));
    }

    private void check(ServiceReference reference, Origin origin) {
        Service named = services.get(reference.service());
        if (named == null) {
            diagnostics.report(
                    Severity.ERROR,
                    SpecCode.UNKNOWN_SERVICE,
                    origin,
                    reference.text() + " is used and there is no such service",
                    Spelling.hint(reference.service(), services.keySet()));
        } else if (reference.in(named).isEmpty()) {
            List<String> names = named.bindings().stream().map(Binding::name).toList();
            diagnostics.report(
                    Severity.ERROR,
                    SpecCode.UNKNOWN_PORT,
                    origin,
                    reference.text() + " is used and " + named.name() + " has no such public port",
                    reference
                            .binding()
                            .flatMap(name -> Spelling.hint(name, names))
                            .or(() ->
                                    names.isEmpty()
                                            ? Optional.of("give it one under \"ports\"")
                                            : Optional.empty()));
        }
    }
}
