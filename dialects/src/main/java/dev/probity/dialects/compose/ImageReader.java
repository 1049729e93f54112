package dev.probity.dialects.compose;

import static java.util.Map.entry;

import dev.probity.spec.ImageBuild;
import dev.probity.spec.Located;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads what is run: an image, or the recipe of one, and what its container may use.
final class ImageReader {
    private static final Map<String, PullPolicy> POLICIES =
            Choices.of(
                    entry("missing", PullPolicy.IF_NOT_PRESENT),
                    entry("if_not_present", PullPolicy.IF_NOT_PRESENT),
                    entry("build", PullPolicy.IF_NOT_PRESENT),
                    entry("always", PullPolicy.ALWAYS),
                    entry("daily", PullPolicy.ALWAYS),
                    entry("weekly", PullPolicy.ALWAYS),
                    entry("never", PullPolicy.NEVER));

    private final String service;
    private final Path directory;
    private final Surroundings surroundings;

    /// @param service its name here, after which an image that is built and has none is called
    ImageReader(String service, Path directory, Surroundings surroundings) {
        this.service = service;
        this.directory = directory;
        this.surroundings = surroundings;
    }

    /// @param limits of `deploy`, which go before those of the service
    Located<Workload> read(Fields fields, Limits limits) {
        Optional<Value> build = fields.get("build");
        Optional<ImageBuild> recipe = build.flatMap(new BuildReader(directory)::read);
        Optional<Located<String>> image = fields.string("image");
        Workload.Image whole = image(fields, recipe, limits);
        if (image.isPresent() && build.isPresent() && recipe.isEmpty()) {
            Lost.report(build.get(), "nothing is built from afar; the image is taken as it is");
        }
        if (image.isPresent()) {
            return image.get().map(name -> named(whole, name));
        }
        if (recipe.isPresent()) {
            return build.orElseThrow().at(named(whole, recipe.get().imageName(service)));
        }
        if (build.isEmpty()) {
            fields.owner()
                    .error(
                            SpecCode.NOTHING_TO_RUN,
                            fields.owner().name() + " has neither an image nor a build context",
                            "give it an \"image\"");
        }
        return build.orElse(fields.owner())
                .at(
                        new Workload.Unrunnable(
                                "build from afar",
                                "build the image (docker compose build %s) and write its name as \"image\""
                                        .formatted(service)));
    }

    private static Workload named(Workload.Image image, String name) {
        return new Workload.Image(
                name,
                image.command(),
                image.arguments(),
                image.pullPolicy(),
                image.build(),
                image.sandbox());
    }

    /// `entrypoint` takes the place of the image's own, `command` that of its arguments.
    private Workload.Image image(Fields fields, Optional<ImageBuild> build, Limits limits) {
        return new Workload.Image(
                service,
                fields.get("entrypoint").map(Words::of).orElse(List.of()),
                fields.get("command").map(Words::of).orElse(List.of()),
                fields.oneOf("pull_policy", POLICIES)
                        .map(Located::value)
                        .orElse(PullPolicy.IF_NOT_PRESENT),
                build,
                sandbox(fields, new VolumesReader(directory, surroundings).read(fields), limits));
    }

    private static Sandbox sandbox(Fields fields, List<Volume> volumes, Limits deployed) {
        OptionalLong memory = amount(fields, "mem_limit");
        OptionalInt cpu = processors(fields, "cpus");
        return new Sandbox(
                Optional.empty(),
                volumes,
                deployed.memory().isPresent() ? deployed.memory() : memory,
                deployed.cpu().isPresent() ? deployed.cpu() : cpu,
                OptionalInt.empty(),
                fields.bool("read_only").map(Located::value).orElse(false),
                fields.string("stop_signal").map(Located::value),
                fields.get("extra_hosts").map(ImageReader::hosts).orElse(Map.of()));
    }

    /// Of `deploy.resources`.
    record Limits(OptionalLong memory, OptionalInt cpu) {
        static final Limits NONE = new Limits(OptionalLong.empty(), OptionalInt.empty());

        static Limits read(Fields resources) {
            resources
                    .get("reservations")
                    .ifPresent(value -> Lost.report(value, "nothing is reserved"));
            return resources.mapping("limits", Limits::limits).orElse(NONE);
        }

        private static Limits limits(Fields fields) {
            fields.get("pids").ifPresent(value -> Lost.report(value, "nothing limits it"));
            return new Limits(amount(fields, "memory"), processors(fields, "cpus"));
        }
    }

    private static OptionalLong amount(Fields fields, String key) {
        Optional<Value> value = fields.get(key);
        OptionalLong bytes =
                value.flatMap(Value::string).stream()
                        .flatMapToLong(text -> Amounts.bytes(text.value()).stream())
                        .findFirst();
        if (value.isPresent() && bytes.isEmpty()) {
            notAnAmount(value.get(), "512m");
        }
        return bytes;
    }

    private static OptionalInt processors(Fields fields, String key) {
        Optional<Value> value = fields.get(key);
        OptionalInt millis =
                value.flatMap(Value::string).stream()
                        .flatMapToInt(text -> Amounts.millis(text.value()).stream())
                        .findFirst();
        if (value.isPresent() && millis.isEmpty()) {
            notAnAmount(value.get(), "0.5");
        }
        return millis;
    }

    private static void notAnAmount(Value value, String example) {
        value.error(
                SpecCode.NOT_AN_AMOUNT, value.name() + " is no amount", "write it as " + example);
    }

    /// A mapping, or a list of `host:address` or `host=address`.
    private static Map<String, String> hosts(Value value) {
        Map<String, String> hosts = new LinkedHashMap<>();
        if (value.isMapping()) {
            for (Value.Member member : value.members()) {
                member.value()
                        .string()
                        .ifPresent(text -> hosts.put(member.key().value(), text.value()));
            }
            return hosts;
        }
        for (Value item : value.items()) {
            item.nonEmptyString()
                    .map(text -> text.value().split("[=:]", 2))
                    .filter(parts -> parts.length == 2)
                    .ifPresent(parts -> hosts.put(parts[0], parts[1]));
        }
        return hosts;
    }
}
