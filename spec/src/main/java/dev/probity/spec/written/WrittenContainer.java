package dev.probity.spec.written;

import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// @param name the service's when absent
/// @param workload a reader that reported an unreadable one gives {@link Workload.Unrunnable}
/// @param environment interpolated; a later entry of the same name wins
/// @param workingDirectory relative to the application's directory
public record WrittenContainer(
        Optional<Located<String>> name,
        Container.Kind kind,
        Located<Workload> workload,
        List<Located<EnvironmentVariable>> environment,
        Optional<Located<String>> workingDirectory,
        Optional<Located<String>> user,
        List<WrittenPort> ports,
        Map<ProbeType, WrittenProbe> probes,
        Optional<Located<WrittenHook>> preStop) {
    public WrittenContainer {
        environment = List.copyOf(environment);
        ports = List.copyOf(ports);
        probes = Map.copyOf(probes);
    }

    /// The same container, with other ports.
    public WrittenContainer withPorts(List<WrittenPort> others) {
        return new WrittenContainer(
                name, kind, workload, environment, workingDirectory, user, others, probes, preStop);
    }

    /// The same container, which runs something else with other variables.
    public WrittenContainer with(
            Located<Workload> other, List<Located<EnvironmentVariable>> variables) {
        return new WrittenContainer(
                name, kind, other, variables, workingDirectory, user, ports, probes, preStop);
    }
}
