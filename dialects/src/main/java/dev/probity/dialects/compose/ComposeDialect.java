package dev.probity.dialects.compose;

import dev.probity.dialects.Dialect;
import dev.probity.spec.Binding;
import dev.probity.spec.Ingress;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.Defaults.Timings;
import dev.probity.spec.written.WrittenApplication;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Files of Docker Compose, as the Compose Specification has them.
public final class ComposeDialect implements Dialect {
    static final String RULE = "Compose";

    private static final Set<String> FILE_NAMES =
            Set.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    /// Of a healthcheck: every 30 s, at most 30 s, three times.
    private static final Timings TIMINGS = new Timings(0, 30, 30, 1, 3);

    /// A program that ends is not started again, and gets 10 s to end.
    private static final Defaults DEFAULTS =
            new Defaults(
                    RULE,
                    RestartPolicy.NEVER,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    false,
                    Binding.Protocol.TCP,
                    Map.of(ProbeType.READINESS, TIMINGS),
                    Ingress.PathType.PREFIX,
                    true);

    /// Keys of a service that Probity's own file does not have.
    private static final List<String> TELLING =
            List.of(
                    "container_name",
                    "depends_on",
                    "deploy",
                    "environment",
                    "expose",
                    "healthcheck",
                    "networks",
                    "restart");

    /// Both have them. Without anything of Probity's own the file is taken for the older one's.
    private static final List<String> SHARED = List.of("build", "volumes");

    private static final List<String> PROBITYS =
            List.of(
                    "arguments",
                    "containers",
                    "dependsOn",
                    "env",
                    "envFile",
                    "imagePullPolicy",
                    "initContainers",
                    "livenessProbe",
                    "preStop",
                    "readinessProbe",
                    "replicas",
                    "resources",
                    "restartPolicy",
                    "startupProbe",
                    "terminationGracePeriodSeconds",
                    "workingDirectory");

    @Override
    public String name() {
        return "compose";
    }

    @Override
    public Defaults defaults() {
        return DEFAULTS;
    }

    /// By its name, or because its services have keys of Compose.
    @Override
    public boolean recognizes(String fileName, Optional<Node> root) {
        return FILE_NAMES.contains(fileName)
                || root.filter(Mapping.class::isInstance)
                        .map(Mapping.class::cast)
                        .flatMap(mapping -> mapping.get("services"))
                        .filter(ComposeDialect::isTelling)
                        .isPresent();
    }

    private static boolean isTelling(Node services) {
        return has(services, TELLING) || (has(services, SHARED) && !has(services, PROBITYS));
    }

    /// Whether any service has any of the keys.
    private static boolean has(Node services, List<String> keys) {
        return services instanceof Mapping mapping
                && mapping.entries().stream()
                        .map(Node.Entry::value)
                        .anyMatch(service ->
                                service instanceof Mapping found
                                        && keys.stream()
                                                .anyMatch(key -> found.get(key).isPresent()));
    }

    @Override
    public Optional<WrittenApplication> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        return YamlText.document(source, YamlText.MergeKeys.FOLLOWED, diagnostics)
                .flatMap(
                        root -> new ProjectReader(directory, surroundings, diagnostics).read(root));
    }
}
