package dev.probity.spec.yaml;

import dev.probity.spec.Container.Kind;
import dev.probity.spec.Located;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenProbe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the containers of one service: the main one, whose keys are the service's, and those under
/// `initContainers` and `containers`.
final class ContainerReader {
    private static final Map<String, Kind> INITIAL = Map.of("Always", Kind.SIDECAR);

    private final String service;
    private final Path directory;
    private final Surroundings surroundings;
    private final List<WrittenBinding> bindings = new ArrayList<>();

    ContainerReader(String service, Path directory, Surroundings surroundings) {
        this.service = service;
        this.directory = directory;
        this.surroundings = surroundings;
    }

    /// Of all containers read so far.
    List<WrittenBinding> bindings() {
        return bindings;
    }

    /// @param runs false for an external service, whose ports have no container
    Optional<WrittenContainer> main(Fields fields, boolean runs) {
        return container(fields, Optional.empty(), Kind.MAIN, runs);
    }

    List<WrittenContainer> others(Fields service, String key) {
        List<WrittenContainer> others = new ArrayList<>();
        for (Value.Member member : service.get(key).map(Value::members).orElse(List.of())) {
            member.value()
                    .mapping(fields -> other(fields, member.key(), key.equals("initContainers")))
                    .flatMap(found -> found)
                    .ifPresent(others::add);
        }
        return others;
    }

    /// An init container that is always restarted is a sidecar, as in Kubernetes.
    private Optional<WrittenContainer> other(Fields fields, Located<String> name, boolean initial) {
        Optional<Located<Kind>> sidecar =
                initial ? fields.oneOf("restartPolicy", INITIAL) : Optional.empty();
        Kind kind = sidecar.map(Located::value).orElse(initial ? Kind.INIT : Kind.MAIN);
        Optional<WrittenContainer> container = container(fields, Optional.of(name), kind, true);
        if (container.isEmpty()) {
            fields.owner()
                    .error(
                            SpecCode.NOTHING_TO_RUN,
                            fields.owner().name() + " runs nothing",
                            "give it a \"command\" or an \"image\"");
        }
        return container;
    }

    private Optional<WrittenContainer> container(
            Fields fields, Optional<Located<String>> name, Kind kind, boolean runs) {
        Ports ports = Ports.read(fields.get("ports"));
        bindings.addAll(ports.bindings());
        String built = name.map(own -> service + "-" + own.value()).orElse(service);
        Optional<Located<Workload>> workload =
                WorkloadReader.read(fields, ImageReader.read(fields, directory, built), runs);
        WrittenContainer container =
                new WrittenContainer(
                        name,
                        kind,
                        workload.orElseGet(() -> fields.owner().at(WorkloadReader.UNREADABLE)),
                        EnvironmentReader.read(fields, directory, surroundings),
                        fields.string("workingDirectory"),
                        fields.string("user"),
                        ports.declared(),
                        probes(fields, ports),
                        HookReader.read(fields.get("preStop"), ports));
        return workload.map(_ -> container);
    }

    private static Map<ProbeType, WrittenProbe> probes(Fields fields, Ports ports) {
        var reader = new ProbeReader(ports);
        Map<ProbeType, WrittenProbe> probes = new EnumMap<>(ProbeType.class);
        for (ProbeType type : ProbeType.values()) {
            fields.mapping(type.field(), reader::read).ifPresent(probe -> probes.put(type, probe));
        }
        return probes;
    }
}
