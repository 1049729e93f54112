package dev.probity.sdk;

import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Resolved;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.resolving.Resolver;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenIngress;
import dev.probity.spec.written.WrittenPort;
import dev.probity.spec.written.WrittenProbe;
import dev.probity.spec.written.WrittenService;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was said of a service, laid into the model of the file.
///
/// @param directory absolute
record Model(
        String name,
        Optional<Source> source,
        int replicas,
        Optional<String> registry,
        Path directory,
        List<Port> ports,
        List<EnvironmentVariable> environment,
        Map<ProbeType, HealthProbe> probes) {
    private static final int MOST_PORTS = 65_535;

    Model {
        ports = List.copyOf(ports);
        environment = List.copyOf(environment);
        probes = Map.copyOf(probes);
    }

    List<Diagnostic> problems() {
        Diagnostics diagnostics = new Diagnostics();
        var _ = resolve(diagnostics);
        return diagnostics.all();
    }

    Application application() {
        Diagnostics diagnostics = new Diagnostics();
        return resolve(diagnostics)
                .map(Resolved::application)
                .orElseThrow(() ->
                        new InvalidService(
                                name,
                                diagnostics.all().stream()
                                        .filter(found -> found.severity() == Severity.ERROR)
                                        .map(Diagnostic::toString)
                                        .toList()));
    }

    private Optional<Resolved> resolve(Diagnostics diagnostics) {
        Place place = new Place("Service");
        for (Port port : ports) {
            if (port.port() < 1 || port.port() > MOST_PORTS) {
                diagnostics.error(
                        SpecCode.OUT_OF_RANGE,
                        place.in("port").origin(),
                        "the port is " + port.port() + "; it can be 1 to " + MOST_PORTS);
            }
        }
        return Resolver.resolve(
                new WrittenApplication(
                        place.origin(),
                        Optional.of(place.in("name").at(name)),
                        directory,
                        List.of(service(place)),
                        ingresses(place),
                        registry.map(place.in("registry")::at),
                        Optional.empty()),
                Defaults.PROBITY,
                diagnostics);
    }

    private WrittenService service(Place place) {
        return new WrittenService(
                place.in("name").at(name),
                Optional.of(place.in("replicas").at(replicas)),
                source.map(found -> List.of(container(place, found))).orElse(List.of()),
                ports.stream().map(port -> binding(place.in("port"), port)).toList(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private WrittenContainer container(Place place, Source found) {
        Map<ProbeType, WrittenProbe> written = new EnumMap<>(ProbeType.class);
        probes.forEach((type, probe) -> written.put(type, probe.written(place.in(type.field()))));
        return new WrittenContainer(
                Optional.empty(),
                Container.Kind.MAIN,
                place.in("image").at(workload(found)),
                environment.stream()
                        .map(variable -> place.in("env." + variable.name()).at(variable))
                        .toList(),
                Optional.empty(),
                Optional.empty(),
                ports.stream().map(port -> declared(place.in("port"), port)).toList(),
                written,
                Optional.empty());
    }

    private Workload workload(Source found) {
        return switch (found) {
            case Image image -> image.workload();
            case Build build -> build.workload(name);
            case Program program -> program.workload();
        };
    }

    private static WrittenPort declared(Place place, Port port) {
        return new WrittenPort(
                place.at(Integer.toString(port.port())), Optional.of(place.at(port.port())));
    }

    private static WrittenBinding binding(Place place, Port port) {
        Located<String> target = place.at(Integer.toString(port.port()));
        return new WrittenBinding(
                place.origin(),
                Optional.empty(),
                Optional.of(place.at(Binding.Protocol.HTTP)),
                Optional.empty(),
                Optional.of(place.at(port.port())),
                target,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// One entry point for all hosts.
    private List<WrittenIngress> ingresses(Place place) {
        List<WrittenIngress.Rule> rules = new ArrayList<>();
        for (Port port : ports) {
            Place own = place.in("port");
            port.host()
                    .ifPresent(host ->
                            rules.add(
                                    new WrittenIngress.Rule(
                                            own.origin(),
                                            Optional.of(own.at(host)),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            own.at(name),
                                            Optional.of(own.at(Integer.toString(port.port()))))));
        }
        if (rules.isEmpty()) {
            return List.of();
        }
        WrittenIngress.Listen anywhere =
                new WrittenIngress.Listen(
                        place.origin(), Optional.empty(), Optional.empty(), Optional.empty());
        return List.of(new WrittenIngress(place.in("port").at(name), List.of(anywhere), rules));
    }
}
