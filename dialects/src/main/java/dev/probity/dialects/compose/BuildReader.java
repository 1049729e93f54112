package dev.probity.dialects.compose;

import dev.probity.spec.ImageBuild;
import dev.probity.spec.Located;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads `build`: a folder, or a mapping.
final class BuildReader {
    /// Docker would fetch these.
    private static final Pattern REMOTE = Pattern.compile("[a-z][a-z0-9+.-]*://.*|git@.*");

    /// Keys that change how it is built, and not what comes of it on this machine.
    private static final List<String> LOST =
            List.of(
                    "additional_contexts",
                    "dockerfile_inline",
                    "entitlements",
                    "extra_hosts",
                    "isolation",
                    "network",
                    "platforms",
                    "privileged",
                    "secrets",
                    "shm_size",
                    "ssh",
                    "ulimits");

    private final Path directory;

    BuildReader(Path directory) {
        this.directory = directory;
    }

    /// Nothing for a context that is not of this machine.
    Optional<ImageBuild> read(Value value) {
        if (value.isScalar()) {
            return value.nonEmptyString()
                    .flatMap(context -> recipe(context.value(), "Dockerfile", Map.of(), ""));
        }
        return value.mapping(this::recipe).flatMap(Function.identity());
    }

    private Optional<ImageBuild> recipe(Fields fields) {
        fields.alsoKnown("cache_from", "cache_to", "labels", "no_cache", "provenance", "pull");
        fields.alsoKnown("sbom", "tags");
        LOST.forEach(key ->
                fields.get(key)
                        .ifPresent(value ->
                                Lost.report(value, "the container engine builds without it")));
        return recipe(
                fields.string("context").map(Located::value).orElse("."),
                fields.string("dockerfile").map(Located::value).orElse("Dockerfile"),
                fields.get("args").map(BuildReader::arguments).orElse(Map.of()),
                fields.string("target").map(Located::value).orElse(""));
    }

    private Optional<ImageBuild> recipe(
            String context, String dockerfile, Map<String, String> arguments, String target) {
        if (REMOTE.matcher(context).matches()) {
            return Optional.empty();
        }
        Path folder = directory.resolve(context).normalize();
        return Optional.of(
                new ImageBuild(
                        folder,
                        folder.resolve(dockerfile).normalize(),
                        arguments,
                        Optional.of(target).filter(stage -> !stage.isEmpty())));
    }

    /// A mapping, or a list of `NAME=value`.
    private static Map<String, String> arguments(Value value) {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (value.isList()) {
            for (Value item : value.items()) {
                item.nonEmptyString()
                        .map(text -> text.value().split("=", 2))
                        .filter(parts -> parts.length == 2)
                        .ifPresent(parts -> arguments.put(parts[0], parts[1]));
            }
            return arguments;
        }
        for (Value.Member member : value.members()) {
            member.value()
                    .string()
                    .ifPresent(text -> arguments.put(member.key().value(), text.value()));
        }
        return arguments;
    }
}
