package dev.probity.dialects.compose;

import static java.util.Map.entry;

import dev.probity.dialects.Labels;
import dev.probity.dialects.compose.ImageReader.Limits;
import dev.probity.spec.Container;
import dev.probity.spec.Dependency.Condition;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenContainer;
import dev.probity.spec.written.WrittenDependency;
import dev.probity.spec.written.WrittenService;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads one service.
final class ServiceReader {
    private static final Map<String, Condition> CONDITIONS =
            Choices.of(
                    entry("service_started", Condition.STARTED),
                    entry("service_healthy", Condition.READY),
                    entry("service_completed_successfully", Condition.COMPLETED));

    private static final int MAX_REPLICAS = 1000;

    private final Located<String> name;
    private final Path directory;
    private final Surroundings surroundings;

    /// @param name as it is called here
    ServiceReader(Located<String> name, Path directory, Surroundings surroundings) {
        this.name = name;
        this.directory = directory;
        this.surroundings = surroundings;
    }

    WrittenService read(Fields fields) {
        Lost.SERVICE.report(fields);
        ProjectReader.elsewhere(fields, "extends");
        PortsReader ports = PortsReader.read(fields);
        Deploy deploy = fields.mapping("deploy", Deploy::read).orElse(Deploy.NOTHING);
        Optional<Located<Integer>> scale = fields.integer("scale", 0, MAX_REPLICAS);
        return new WrittenService(
                name,
                deploy.replicas().or(() -> scale),
                List.of(container(fields, ports, deploy.limits())),
                ports.bindings(),
                dependencies(fields),
                fields.get("restart").flatMap(ServiceReader::restart),
                fields.duration("stop_grace_period"),
                Optional.empty(),
                Optional.empty(),
                profiles(fields),
                Optional.empty());
    }

    private WrittenContainer container(Fields fields, PortsReader ports, Limits limits) {
        return new WrittenContainer(
                Optional.empty(),
                Container.Kind.MAIN,
                new ImageReader(name.value(), directory, surroundings).read(fields, limits),
                new EnvironmentReader(directory, surroundings).read(fields),
                fields.string("working_dir"),
                fields.string("user"),
                ports.declared(),
                fields.get("healthcheck")
                        .flatMap(value -> value.mapping(HealthcheckReader::read))
                        .flatMap(Function.identity())
                        .map(probe -> Map.of(ProbeType.READINESS, probe))
                        .orElse(Map.of()),
                Optional.empty());
    }

    /// What `deploy` says: how many, and what each may use.
    record Deploy(Optional<Located<Integer>> replicas, Limits limits) {
        static final Deploy NOTHING = new Deploy(Optional.empty(), Limits.NONE);

        static Deploy read(Fields fields) {
            Lost.DEPLOY.report(fields);
            return new Deploy(
                    fields.integer("replicas", 0, MAX_REPLICAS),
                    fields.mapping("resources", Limits::read).orElse(Limits.NONE));
        }
    }

    private static Optional<Located<RestartPolicy>> restart(Value value) {
        Optional<Located<String>> written = value.string();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        String word = written.get().value();
        if (word.startsWith("on-failure:")) {
            Lost.report(value, "it is started again without a limit");
        }
        return switch (word.replaceFirst(":[0-9]+$", "")) {
            // A plain `no` is false to some and a text to others; Compose means it either way.
            case "no", "false" -> Optional.of(value.at(RestartPolicy.NEVER));
            case "always" -> Optional.of(value.at(RestartPolicy.ALWAYS));
            case "on-failure" -> Optional.of(value.at(RestartPolicy.ON_FAILURE));
            case "unless-stopped" -> Optional.of(value.at(RestartPolicy.ALWAYS));
            default -> {
                value.error(
                        SpecCode.NOT_ONE_OF,
                        value.name()
                                + " is \""
                                + word
                                + "\"; it can be no, always, on-failure, unless-stopped");
                yield Optional.empty();
            }
        };
    }

    private static List<WrittenDependency> dependencies(Fields fields) {
        Optional<Value> written = fields.get("depends_on");
        if (written.isEmpty()) {
            return List.of();
        }
        if (written.get().isList()) {
            return written.get().items().stream()
                    .flatMap(item -> item.nonEmptyString().stream())
                    .map(target -> dependency(target, Optional.empty()))
                    .toList();
        }
        List<WrittenDependency> dependencies = new ArrayList<>();
        for (Value.Member member : written.get().members()) {
            member.value()
                    .mapping(each -> dependency(member.key(), each))
                    .flatMap(Function.identity())
                    .ifPresent(dependencies::add);
        }
        return dependencies;
    }

    private static Optional<WrittenDependency> dependency(Located<String> target, Fields fields) {
        fields.get("restart")
                .filter(value -> value.bool().filter(Located::value).isPresent())
                .ifPresent(value ->
                        Lost.report(value, "a service does not restart with what it depends on"));
        boolean required = fields.bool("required").map(Located::value).orElse(true);
        Optional<Located<Condition>> condition = fields.oneOf("condition", CONDITIONS);
        if (!required) {
            Lost.report(
                    fields.get("required").orElseThrow(),
                    "the service does not wait for " + target.value() + " at all");
            return Optional.empty();
        }
        return Optional.of(dependency(target, condition));
    }

    /// Compose waits until it is started unless something else is said.
    private static WrittenDependency dependency(
            Located<String> target, Optional<Located<Condition>> condition) {
        return new WrittenDependency(
                target.map(Labels::of),
                Optional.of(
                        condition.orElseGet(() ->
                                new Located<>(
                                        Condition.STARTED,
                                        new Origin.Default(ComposeDialect.RULE)))));
    }

    private static List<Located<String>> profiles(Fields fields) {
        List<Located<String>> profiles = fields.strings("profiles");
        if (!profiles.isEmpty()) {
            fields.owner()
                    .diagnostics()
                    .note(
                            ComposeCode.DIFFERENT,
                            profiles.getFirst().origin(),
                            "profiles are tags here: %s runs unless --tag or --only choose others"
                                    .formatted(fields.owner().path()));
        }
        return profiles;
    }
}
