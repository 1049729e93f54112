package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Container;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Workload;
import dev.probity.spec.written.WrittenHook;
import dev.probity.spec.written.WrittenPort;
import dev.probity.spec.written.WrittenProbe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One container of a Pod, its probes and hooks in the words of the model already.
///
/// @param name empty when it is missing, which was told
/// @param image with what its container may use, and nothing to run yet
/// @param ports those of TCP
public record PodContainer(
        Origin origin,
        Located<String> name,
        Container.Kind kind,
        Optional<Located<Workload.Image>> image,
        List<Located<String>> command,
        List<Located<String>> arguments,
        List<Variables> environment,
        Optional<Located<String>> workingDirectory,
        Optional<Located<String>> user,
        List<WrittenPort> ports,
        Map<ProbeType, WrittenProbe> probes,
        Optional<Located<WrittenHook>> preStop) {
    public PodContainer {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        ports = List.copyOf(ports);
        probes = Map.copyOf(probes);
    }

    PodContainer with(Optional<Located<Workload.Image>> other) {
        return new PodContainer(
                origin,
                name,
                kind,
                other,
                command,
                arguments,
                environment,
                workingDirectory,
                user,
                ports,
                probes,
                preStop);
    }
}
