package dev.probity.dialects.cloud;

import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenDependency;
import dev.probity.spec.written.WrittenPort;
import dev.probity.spec.written.WrittenProbe;
import dev.probity.spec.written.WrittenService;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A service as clouds have it: one image, and the ports in front of it.
public record CloudService(
        Located<String> name,
        Optional<Located<Integer>> replicas,
        Located<Workload> workload,
        List<Located<EnvironmentVariable>> environment,
        List<CloudPort> ports,
        Map<ProbeType, WrittenProbe> probes,
        List<WrittenDependency> dependsOn,
        Optional<Located<RestartPolicy>> restartPolicy) {

    /// @param name when the file has one that a port can have
    /// @param inside where the image listens
    /// @param outside where the service is found
    public record CloudPort(
            Optional<Located<String>> name,
            Located<Integer> inside,
            Located<Integer> outside,
            Binding.Protocol protocol) {
        private Located<String> called() {
            return name.orElseGet(() -> inside.map(number -> Integer.toString(number)));
        }
    }

    public CloudService {
        environment = List.copyOf(environment);
        ports = List.copyOf(ports);
        probes = Map.copyOf(probes);
        dependsOn = List.copyOf(dependsOn);
    }

    /// The services of one file on one machine: a public port can be only one of theirs.
    public static List<WrittenService> together(
            List<CloudService> services, Diagnostics diagnostics) {
        Map<Integer, String> taken = new HashMap<>();
        List<WrittenService> written = new ArrayList<>();
        for (CloudService service : services) {
            List<WrittenBinding> bindings = new ArrayList<>();
            for (CloudPort port : service.ports()) {
                bindings.add(service.binding(port, taken, diagnostics));
            }
            written.add(service.written(bindings));
        }
        return written;
    }

    private WrittenBinding binding(
            CloudPort port, Map<Integer, String> taken, Diagnostics diagnostics) {
        String owner = taken.putIfAbsent(port.outside().value(), name.value());
        boolean moved = owner != null && !owner.equals(name.value());
        if (moved) {
            diagnostics.note(
                    CloudCode.PORT_MOVED,
                    port.outside().origin(),
                    "the public port "
                            + port.outside().value()
                            + " is of \""
                            + owner
                            + "\"; \""
                            + name.value()
                            + "\" gets any free one on this machine");
        }
        return new WrittenBinding(
                port.inside().origin(),
                Optional.empty(),
                Optional.of(new Located<>(port.protocol(), port.inside().origin())),
                Optional.empty(),
                moved ? Optional.empty() : Optional.of(port.outside()),
                port.called(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private WrittenService written(List<WrittenBinding> bindings) {
        return new WrittenService(
                name,
                replicas,
                List.of(container()),
                bindings,
                dependsOn,
                restartPolicy,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private WrittenContainer container() {
        Set<Integer> numbers = new HashSet<>();
        return new WrittenContainer(
                Optional.empty(),
                Container.Kind.MAIN,
                workload,
                environment,
                Optional.empty(),
                Optional.empty(),
                ports.stream()
                        .filter(port -> numbers.add(port.inside().value()))
                        .map(port -> new WrittenPort(port.called(), Optional.of(port.inside())))
                        .toList(),
                probes,
                Optional.empty());
    }
}
