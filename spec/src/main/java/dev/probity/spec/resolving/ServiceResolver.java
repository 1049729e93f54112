package dev.probity.spec.resolving;

import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.Dependency;
import dev.probity.spec.Located;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenBinding;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenDependency;
import dev.probity.spec.written.WrittenService;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Resolves one service at a time.
final class ServiceResolver {
    private final Path directory;
    private final Defaults defaults;
    private final Account account;

    ServiceResolver(Path directory, Defaults defaults, Account account) {
        this.directory = directory;
        this.defaults = defaults;
        this.account = account;
    }

    Service resolve(WrittenService written) {
        String path = "services." + written.name().value();
        account.take(path, written.name());
        boolean external = account.take(path + ".external", written.external(), false);
        int replicas = account.take(path + ".replicas", written.replicas(), external ? 0 : 1);
        Duration grace =
                account.take(
                        path + ".terminationGracePeriodSeconds",
                        written.terminationGracePeriod(),
                        defaults.terminationGracePeriod());
        List<Container> containers = containers(path, written, replicas, grace);
        return new Service(
                written.name().value(),
                external ? 0 : replicas,
                containers,
                bindings(path, written),
                dependencies(path, written),
                account.take(
                        path + ".restartPolicy", written.restartPolicy(), defaults.restartPolicy()),
                grace,
                account.take(
                        path + ".drainLimitSeconds", written.drainLimit(), defaults.drainLimit()),
                account.take(
                        path + ".healthyBeforeReady",
                        written.healthyBeforeReady(),
                        defaults.healthyBeforeReady()),
                tags(path, written),
                external,
                new ClusterResolver(path, account).resolve(written, containers));
    }

    private List<Container> containers(
            String path, WrittenService written, int replicas, Duration grace) {
        if (written.isExternal()) {
            return List.of();
        }
        if (written.containers().stream().noneMatch(c -> c.kind() == Container.Kind.MAIN)) {
            account.diagnostics()
                    .error(
                            SpecCode.NOTHING_TO_RUN,
                            written.name().origin(),
                            path + " runs nothing",
                            "give it a \"command\" or an \"image\", or say \"external: true\"");
        }
        var shared = new ContainerResolver.Shared(replicas, grace, ports(written));
        List<Container> containers = new ArrayList<>();
        List<Located<String>> names = new ArrayList<>();
        boolean first = true;
        for (WrittenContainer container : written.containers()) {
            boolean ownKeys = first && container.kind() == Container.Kind.MAIN;
            first &= !ownKeys;
            names.add(container.name().orElse(written.name()));
            var resolver =
                    new ContainerResolver(
                            ownKeys ? path : pathOf(path, container),
                            directory,
                            defaults,
                            account,
                            shared);
            containers.add(resolver.resolve(written.name().value(), container));
        }
        Names.checkUnique("the container", names, account.diagnostics());
        return containers;
    }

    /// The first main container's keys stand at the service itself.
    private static String pathOf(String service, WrittenContainer container) {
        String name = container.name().map(Located::value).orElse("");
        return switch (container.kind()) {
            case MAIN -> service + ".containers." + name;
            case SIDECAR, INIT -> service + ".initContainers." + name;
        };
    }

    private List<Binding> bindings(String path, WrittenService written) {
        List<Binding> bindings = new ArrayList<>();
        boolean only = written.bindings().size() == 1;
        for (WrittenBinding binding : written.bindings()) {
            String at = path + ".bindings[" + bindings.size() + "]";
            String unnamed = only ? "" : binding.targetPort().value();
            bindings.add(
                    new Binding(
                            account.take(at + ".name", binding.name(), unnamed),
                            account.take(at + ".protocol", binding.protocol(), defaults.protocol()),
                            Addresses.take(at + ".address", binding.address(), account),
                            account.takePort(at + ".port", binding.port()),
                            binding.targetPort().value(),
                            account.take(at + ".advertisedHost", binding.advertisedHost()),
                            account.take(at + ".advertisedProtocol", binding.advertisedProtocol()),
                            account.take(at + ".connectionString", binding.connectionString())));
        }
        checkNames(written, bindings);
        checkTargets(written);
        return bindings;
    }

    /// The names and the numbers of the ports that stay open.
    private static Set<String> ports(WrittenService written) {
        return written.containers().stream()
                .filter(container -> container.kind() != Container.Kind.INIT)
                .flatMap(container -> container.ports().stream())
                .flatMap(port ->
                        Stream.concat(
                                Stream.of(port.name().value()),
                                port.number().map(number -> "" + number.value()).stream()))
                .collect(Collectors.toSet());
    }

    private void checkTargets(WrittenService written) {
        Set<String> ports = ports(written);
        for (WrittenBinding binding : written.bindings()) {
            Located<String> target = binding.targetPort();
            // A service that runs nothing has no ports, and that was told.
            if (!written.containers().isEmpty() && !ports.contains(target.value())) {
                account.diagnostics()
                        .error(
                                SpecCode.UNKNOWN_PORT,
                                target.origin(),
                                "services."
                                        + written.name().value()
                                        + " declares no port \""
                                        + target.value()
                                        + "\" to lead to");
            }
        }
    }

    private void checkNames(WrittenService written, List<Binding> bindings) {
        List<Located<String>> names = new ArrayList<>();
        for (int i = 0; i < bindings.size(); i++) {
            WrittenBinding binding = written.bindings().get(i);
            names.add(
                    new Located<>(
                            bindings.get(i).name(),
                            binding.name().map(Located::origin).orElse(binding.origin())));
        }
        Names.checkUnique("the port", names, account.diagnostics());
    }

    private List<Dependency> dependencies(String path, WrittenService written) {
        List<Dependency> dependencies = new ArrayList<>();
        for (WrittenDependency dependency : written.dependsOn()) {
            String name = dependency.service().value();
            dependencies.add(
                    new Dependency(
                            name,
                            account.take(
                                    path + ".dependsOn." + name,
                                    dependency.condition(),
                                    Dependency.Condition.READY)));
        }
        return dependencies;
    }

    private List<String> tags(String path, WrittenService written) {
        List<String> tags = new ArrayList<>();
        for (Located<String> tag : written.tags()) {
            tags.add(account.take(path + ".tags[" + tags.size() + "]", tag));
        }
        return tags;
    }
}
