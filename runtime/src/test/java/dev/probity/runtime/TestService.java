package dev.probity.runtime;

import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Container;
import dev.probity.spec.Dependency;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Handler;
import dev.probity.spec.Hook;
import dev.probity.spec.Port;
import dev.probity.spec.Probe;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A service with one port and one HTTP binding, to be changed where a test needs something else.
record TestService(
        String name,
        int replicas,
        List<String> command,
        Optional<Probe> liveness,
        Optional<Probe> readiness,
        Optional<Hook> preStop,
        OptionalInt publicPort,
        Duration grace,
        RestartPolicy restartPolicy,
        List<Dependency> dependsOn,
        List<EnvironmentVariable> environment) {

    /// Two replicas of {@link TestServer}, probed four times a second.
    static TestService web() {
        return new TestService(
                "web",
                2,
                java(TestServer.class),
                Optional.of(get("/live")),
                Optional.of(get("/ready")),
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(5),
                RestartPolicy.ALWAYS,
                List.of(),
                List.of());
    }

    static List<String> java(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    static Probe get(String path) {
        return probe(
                new Handler.HttpGet(
                        Optional.empty(),
                        new Handler.PortRef.Named("http"),
                        path,
                        Handler.Scheme.HTTP,
                        List.of()));
    }

    static Probe probe(Handler handler) {
        return new Probe(
                handler,
                Duration.ZERO,
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                1,
                3,
                Optional.empty());
    }

    /// The same probe with another failure threshold.
    static Probe bearing(Probe probe, int failures) {
        return new Probe(
                probe.handler(),
                Duration.ZERO,
                probe.period(),
                probe.timeout(),
                1,
                failures,
                Optional.empty());
    }

    TestService named(String other) {
        return new TestService(
                other,
                replicas,
                command,
                liveness,
                readiness,
                preStop,
                publicPort,
                grace,
                restartPolicy,
                dependsOn,
                environment);
    }

    TestService replicas(int count) {
        return new TestService(
                name,
                count,
                command,
                liveness,
                readiness,
                preStop,
                publicPort,
                grace,
                restartPolicy,
                dependsOn,
                environment);
    }

    TestService command(List<String> other) {
        return new TestService(
                name,
                replicas,
                other,
                liveness,
                readiness,
                preStop,
                publicPort,
                grace,
                restartPolicy,
                dependsOn,
                environment);
    }

    TestService probes(Optional<Probe> live, Optional<Probe> ready) {
        return new TestService(
                name,
                replicas,
                command,
                live,
                ready,
                preStop,
                publicPort,
                grace,
                restartPolicy,
                dependsOn,
                environment);
    }

    TestService preStop(Hook hook) {
        return new TestService(
                name,
                replicas,
                command,
                liveness,
                readiness,
                Optional.of(hook),
                publicPort,
                grace,
                restartPolicy,
                dependsOn,
                environment);
    }

    TestService publicPort(int port) {
        return new TestService(
                name,
                replicas,
                command,
                liveness,
                readiness,
                preStop,
                OptionalInt.of(port),
                grace,
                restartPolicy,
                dependsOn,
                environment);
    }

    TestService environment(String key, String value) {
        return new TestService(
                name,
                replicas,
                command,
                liveness,
                readiness,
                preStop,
                publicPort,
                grace,
                restartPolicy,
                dependsOn,
                List.of(new EnvironmentVariable(key, value)));
    }

    /// Replicas' ports come from it, and tests that run side by side must not meet there.
    static String application(Path directory) {
        return "test-" + directory.getFileName();
    }

    static Application application(Path directory, TestService... services) {
        return new Application(
                application(directory),
                directory,
                Stream.of(services).map(each -> each.in(directory)).toList(),
                List.of());
    }

    private Service in(Path directory) {
        Container main =
                new Container(
                        name,
                        Container.Kind.MAIN,
                        new Workload.Command(command),
                        environment,
                        directory,
                        Optional.empty(),
                        List.of(new Port("http", OptionalInt.empty())),
                        // Liveness must not kill what still starts on a busy machine.
                        liveness.map(probe -> bearing(probe, 400)),
                        liveness,
                        readiness,
                        preStop);
        Binding binding =
                new Binding(
                        "",
                        Binding.Protocol.HTTP,
                        "127.0.0.1",
                        publicPort,
                        "http",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return new Service(
                name,
                replicas,
                List.of(main),
                List.of(binding),
                dependsOn,
                restartPolicy,
                grace,
                Duration.ofSeconds(5),
                false,
                List.of(),
                false);
    }
}
