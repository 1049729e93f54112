package dev.probity.spec.yaml;

import dev.probity.spec.Located;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenService;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one service. The keys of its first main container stand beside its own.
final class ServiceReader {
    private static final Map<String, RestartPolicy> RESTART_POLICIES =
            Choices.of(
                    Map.entry("Always", RestartPolicy.ALWAYS),
                    Map.entry("OnFailure", RestartPolicy.ON_FAILURE),
                    Map.entry("Never", RestartPolicy.NEVER));

    /// Keys that say what is run and how; an external service has none of them.
    private static final List<String> RUNNING =
            List.of(
                    "command",
                    "arguments",
                    "args",
                    "image",
                    "build",
                    "workingDirectory",
                    "env",
                    "envFile",
                    "env_file",
                    "user",
                    "initContainers",
                    "containers",
                    "replicas",
                    "startupProbe",
                    "livenessProbe",
                    "readinessProbe",
                    "preStop",
                    "autoscaling",
                    "disruptionBudget",
                    "securityContext");

    private final Located<String> name;
    private final Path directory;
    private final Surroundings surroundings;

    ServiceReader(Located<String> name, Path directory, Surroundings surroundings) {
        this.name = name;
        this.directory = directory;
        this.surroundings = surroundings;
    }

    WrittenService read(Fields fields) {
        Optional<Located<Boolean>> external = fields.bool("external");
        boolean runs = !external.map(Located::value).orElse(false);
        var reader = new ContainerReader(name.value(), directory, surroundings);
        List<WrittenContainer> containers = new ArrayList<>();
        Optional<WrittenContainer> main = reader.main(fields, runs);
        containers.addAll(reader.others(fields, "initContainers"));
        main.ifPresent(containers::add);
        containers.addAll(reader.others(fields, "containers"));
        if (!runs) {
            refuseRunning(fields);
        }
        Optional<Located<Integer>> replicas = fields.integer("replicas", 0, Service.MOST_REPLICAS);
        return new WrittenService(
                name,
                replicas,
                containers,
                reader.bindings(),
                DependencyReader.read(fields.get("dependsOn")),
                fields.oneOf("restartPolicy", RESTART_POLICIES),
                fields.seconds("terminationGracePeriodSeconds", 0),
                fields.seconds("drainLimitSeconds", 0),
                fields.bool("healthyBeforeReady"),
                fields.strings("tags"),
                external,
                ClusterReader.read(fields, replicas.map(Located::value).orElse(1)));
    }

    private static void refuseRunning(Fields fields) {
        for (String key : RUNNING) {
            fields.get(key)
                    .ifPresent(value ->
                            value.error(
                                    SpecCode.CONFLICT,
                                    "an external service is not run, so it has no \"" + key + "\"",
                                    "leave out \"" + key + "\" or \"external\""));
        }
    }
}
