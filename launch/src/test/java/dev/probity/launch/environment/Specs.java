package dev.probity.launch.environment;

import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Services and containers for tests that are about a few of their parts.
final class Specs {

    private Specs() {}

    static Container container(Workload workload, EnvironmentVariable... environment) {
        return new Container(
                "main",
                Container.Kind.MAIN,
                workload,
                List.of(environment),
                Path.of("/srv/app"),
                Optional.of("app"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Service service(String name, EnvironmentVariable... environment) {
        Container main = container(new Workload.Command(List.of("true")), environment);
        return new Service(
                name,
                1,
                List.of(main),
                List.of(),
                List.of(),
                RestartPolicy.ALWAYS,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                false,
                List.of(),
                false);
    }

    static Binding binding(String name, Binding.Protocol protocol) {
        return new Binding(
                name,
                protocol,
                "127.0.0.1",
                OptionalInt.empty(),
                "http",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Binding connectedBy(String name, String connectionString) {
        return new Binding(
                name,
                Binding.Protocol.TCP,
                "127.0.0.1",
                OptionalInt.empty(),
                "http",
                Optional.empty(),
                Optional.empty(),
                Optional.of(connectionString));
    }

    static Binding outside(String host) {
        return new Binding(
                "",
                Binding.Protocol.HTTP,
                "127.0.0.1",
                OptionalInt.empty(),
                "http",
                Optional.of(host),
                Optional.empty(),
                Optional.empty());
    }

    static Binding speaking(String protocol) {
        return new Binding(
                "",
                Binding.Protocol.TCP,
                "127.0.0.1",
                OptionalInt.empty(),
                "http",
                Optional.empty(),
                Optional.of(protocol),
                Optional.empty());
    }
}
