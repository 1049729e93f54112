package dev.probity.spec.resolving;

import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Hook;
import dev.probity.spec.Located;
import dev.probity.spec.Port;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.kubernetes.ProbeRules;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenHook;
import dev.probity.spec.written.WrittenPort;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Resolves one container of a service.
final class ContainerResolver {
    private final String path;
    private final Path directory;
    private final Defaults defaults;
    private final Account account;
    private final Shared shared;

    /// What all containers of one service have in common.
    ///
    /// @param grace the termination grace period
    /// @param ports the names and numbers of those that stay
    record Shared(int replicas, Duration grace, Set<String> ports) {
        Shared {
            ports = Set.copyOf(ports);
        }
    }

    /// @param path where the container's keys stand in the resolved file
    ContainerResolver(
            String path, Path directory, Defaults defaults, Account account, Shared shared) {
        this.path = path;
        this.directory = directory;
        this.defaults = defaults;
        this.account = account;
        this.shared = shared;
    }

    Container resolve(String service, WrittenContainer written) {
        if (written.kind() == Container.Kind.SIDECAR) {
            account.take(path + ".restartPolicy", written.workload());
        }
        List<Port> ports = ports(written);
        Workload workload = workload(written);
        var references = new PortReferences(path, ports, workload, shared, account.diagnostics());
        references.checkPlaceholders(written);
        var probes = new ProbeResolver(defaults, account, references);
        return new Container(
                account.take(path + ".containerName", written.name(), service),
                written.kind(),
                workload,
                environment(written),
                workingDirectory(written, workload),
                account.take(path + ".user", written.user()),
                ports,
                probe(probes, written, ProbeType.STARTUP),
                probe(probes, written, ProbeType.LIVENESS),
                probe(probes, written, ProbeType.READINESS),
                written.preStop().flatMap(hook -> hook(probes, hook)));
    }

    /// The directory that an image's program runs in is one of the image.
    private Workload workload(WrittenContainer written) {
        Workload workload = account.take(path + ".command", written.workload());
        return workload instanceof Workload.Image image && written.workingDirectory().isPresent()
                ? image.within(
                        image.sandbox()
                                .in(
                                        account.take(
                                                path + ".workingDirectory",
                                                written.workingDirectory())))
                : workload;
    }

    private Path workingDirectory(WrittenContainer written, Workload workload) {
        return workload instanceof Workload.Image
                ? directory
                : directory
                        .resolve(
                                account.take(
                                        path + ".workingDirectory", written.workingDirectory(), ""))
                        .normalize();
    }

    private Optional<Probe> probe(ProbeResolver probes, WrittenContainer written, ProbeType type) {
        return Optional.ofNullable(written.probes().get(type))
                .flatMap(probe ->
                        probes.probe(path + "." + type.field(), probe, type, written.kind()));
    }

    private Optional<Hook> hook(ProbeResolver probes, Located<WrittenHook> hook) {
        String at = path + ".preStop";
        account.take(at, hook);
        return switch (hook.value()) {
            case WrittenHook.Exec exec ->
                    probes.exec(at + ".exec", hook.origin(), exec.action()).map(Hook.Exec::new);
            case WrittenHook.HttpGet get ->
                    probes.httpGet(at + ".httpGet", hook.origin(), get.action())
                            .map(Hook.HttpGet::new);
            case WrittenHook.Sleep sleep -> Optional.of(sleep(at, sleep.duration()));
        };
    }

    private Hook sleep(String at, Located<Duration> duration) {
        if (duration.value().compareTo(shared.grace()) > 0) {
            account.diagnostics()
                    .error(
                            SpecCode.TOO_LONG,
                            duration.origin(),
                            at
                                    + ".sleep.seconds is "
                                    + duration.value().toSeconds()
                                    + ", more than the grace period of "
                                    + shared.grace().toSeconds(),
                            "raise terminationGracePeriodSeconds or sleep less");
        }
        return new Hook.Sleep(account.take(at + ".sleep.seconds", duration));
    }

    /// One entry per name, with the last value, where the first one stood.
    private List<EnvironmentVariable> environment(WrittenContainer written) {
        Map<String, EnvironmentVariable> variables = new LinkedHashMap<>();
        for (Located<EnvironmentVariable> variable : written.environment()) {
            account.take(path + ".env." + variable.value().name(), variable);
            variables.put(variable.value().name(), variable.value());
        }
        return List.copyOf(variables.values());
    }

    private List<Port> ports(WrittenContainer written) {
        List<Port> ports = new ArrayList<>();
        List<Located<String>> names = new ArrayList<>();
        List<Located<String>> numbers = new ArrayList<>();
        for (WrittenPort port : written.ports()) {
            String at = path + ".ports[" + ports.size() + "]";
            names.add(port.name());
            port.number().ifPresent(number -> numbers.add(number.map(String::valueOf)));
            OptionalInt number = account.takePort(at + ".containerPort", port.number());
            ports.add(new Port(account.take(at + ".name", port.name()), number));
            checkName(port);
        }
        Names.checkUnique("the port", names, account.diagnostics());
        Names.checkUnique("the containerPort", numbers, account.diagnostics());
        return ports;
    }

    private void checkName(WrittenPort port) {
        String name = port.name().value();
        boolean made =
                port.number().map(number -> name.equals(number.value().toString())).orElse(false);
        List<String> problems = made ? List.of() : ProbeRules.portNameProblems(name);
        if (!problems.isEmpty()) {
            account.diagnostics()
                    .error(
                            SpecCode.PORT_NAME,
                            port.name().origin(),
                            "the port name \"" + name + "\" " + String.join(" and ", problems));
        }
    }
}
