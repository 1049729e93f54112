package dev.probity.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One program of a replica: a process or a container of an engine.
///
/// @param name unique in its service; the main container of a file that names none has the
///   service's name
/// @param workload what is run
/// @param environment in the order of the file; a later entry of the same name wins
/// @param workingDirectory absolute; the application's for an image, whose program has its own
/// @param user to run as, when not the one who runs Probity
/// @param ports declared ports; each replica gets a port of its own for each
public record Container(
        String name,
        Kind kind,
        Workload workload,
        List<EnvironmentVariable> environment,
        Path workingDirectory,
        Optional<String> user,
        List<Port> ports,
        Optional<Probe> startupProbe,
        Optional<Probe> livenessProbe,
        Optional<Probe> readinessProbe,
        Optional<Hook> preStop) {

    /// How a container lives in its replica, in the kubelet's sense.
    public enum Kind {
        /// Runs to completion before the next one starts; has no probes.
        INIT,
        /// An init container that stays: starts before the main ones, ends after them.
        SIDECAR,
        MAIN
    }

    public Container {
        environment = List.copyOf(environment);
        ports = List.copyOf(ports);
    }

    public Optional<Probe> probe(ProbeType type) {
        return switch (type) {
            case STARTUP -> startupProbe;
            case LIVENESS -> livenessProbe;
            case READINESS -> readinessProbe;
        };
    }

    /// The same container, running something else.
    public Container withWorkload(Workload other) {
        return new Container(
                name,
                kind,
                other,
                environment,
                workingDirectory,
                user,
                ports,
                startupProbe,
                livenessProbe,
                readinessProbe,
                preStop);
    }

    public Container withPorts(List<Port> others) {
        return new Container(
                name,
                kind,
                workload,
                environment,
                workingDirectory,
                user,
                others,
                startupProbe,
                livenessProbe,
                readinessProbe,
                preStop);
    }

    public Optional<Port> port(String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    public Optional<Port> port(int number) {
        return ports.stream()
                .filter(port -> port.number().isPresent() && port.number().getAsInt() == number)
                .findFirst();
    }

    /// The same container, with other probes.
    public Container withProbes(
            Optional<Probe> startup, Optional<Probe> liveness, Optional<Probe> readiness) {
        return new Container(
                name,
                kind,
                workload,
                environment,
                workingDirectory,
                user,
                ports,
                startup,
                liveness,
                readiness,
                preStop);
    }

    /// The same container, with another probe of one type, or without one.
    public Container withProbe(ProbeType type, Optional<Probe> probe) {
        return withProbes(
                type == ProbeType.STARTUP ? probe : startupProbe,
                type == ProbeType.LIVENESS ? probe : livenessProbe,
                type == ProbeType.READINESS ? probe : readinessProbe);
    }

    /// The same container, with other variables.
    public Container withEnvironment(List<EnvironmentVariable> others) {
        return new Container(
                name,
                kind,
                workload,
                others,
                workingDirectory,
                user,
                ports,
                startupProbe,
                livenessProbe,
                readinessProbe,
                preStop);
    }
}
