package dev.probity.spec.yaml;

import dev.probity.spec.ImageBuild;
import dev.probity.spec.Located;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Quantities;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads an image: where it comes from, and what its container may use and finds around it.
final class ImageReader {
    /// Keys that mean something for an image only.
    static final List<String> KEYS =
            List.of(
                    "imagePullPolicy",
                    "pullPolicy",
                    "volumes",
                    "resources",
                    "readOnlyRootFilesystem",
                    "stopSignal",
                    "extraHosts");

    private static final Map<String, PullPolicy> POLICIES =
            Choices.of(
                    Map.entry("IfNotPresent", PullPolicy.IF_NOT_PRESENT),
                    Map.entry("Always", PullPolicy.ALWAYS),
                    Map.entry("Never", PullPolicy.NEVER));

    private static final Pattern SIGNAL = Pattern.compile("(?:SIG)?[A-Z][A-Z0-9]{1,9}|[0-9]{1,2}");
    private static final int MAX_GPUS = 64;

    private final Fields fields;
    private final Path directory;

    private ImageReader(Fields fields, Path directory) {
        this.fields = fields;
        this.directory = directory;
    }

    /// Nothing when the service names no image.
    ///
    /// @param service its name, after which an image that is built and has no name is called
    static Optional<Located<Workload.Image>> read(Fields fields, Path directory, String service) {
        var reader = new ImageReader(fields, directory);
        Optional<Value> build = fields.get("build");
        Optional<ImageBuild> recipe = build.flatMap(reader::build);
        Optional<Located<String>> reference =
                fields.string("image")
                        .or(() ->
                                build.map(found ->
                                        found.at(
                                                recipe.map(known -> known.imageName(service))
                                                        .orElse(service))));
        return reference.map(name -> name.map(text -> reader.image(text, recipe)));
    }

    private Workload.Image image(String reference, Optional<ImageBuild> build) {
        PullPolicy policy =
                fields.get("imagePullPolicy", "pullPolicy")
                        .flatMap(value -> value.oneOf(POLICIES))
                        .map(Located::value)
                        .orElse(PullPolicy.IF_NOT_PRESENT);
        return new Workload.Image(reference, List.of(), List.of(), policy, build, sandbox());
    }

    private Optional<ImageBuild> build(Value value) {
        if (value.isScalar()) {
            return value.nonEmptyString()
                    .map(context -> recipe(context.value(), "Dockerfile", Map.of(), ""));
        }
        return value.mapping(keys -> {
            String context = text(keys, "context").orElse(".");
            String dockerfile = text(keys, "dockerfile").orElse("Dockerfile");
            Map<String, String> arguments =
                    keys.get("args").map(ImageReader::texts).orElse(Map.of());
            return recipe(context, dockerfile, arguments, text(keys, "target").orElse(""));
        });
    }

    private ImageBuild recipe(
            String context, String dockerfile, Map<String, String> arguments, String target) {
        Path folder = directory.resolve(context).normalize();
        return new ImageBuild(
                folder,
                folder.resolve(dockerfile).normalize(),
                arguments,
                Optional.of(target).filter(stage -> !stage.isEmpty()));
    }

    private Sandbox sandbox() {
        Optional<Value> resources = fields.get("resources");
        Limits limits = resources.flatMap(value -> value.mapping(Limits::read)).orElse(Limits.NONE);
        Optional<String> signal = fields.get("stopSignal").flatMap(ImageReader::signal);
        return new Sandbox(
                Optional.empty(),
                fields.list("volumes").stream()
                        .flatMap(each -> VolumeReader.read(each, directory).stream())
                        .toList(),
                limits.memory(),
                limits.cpu(),
                limits.gpus(),
                fields.bool("readOnlyRootFilesystem").map(Located::value).orElse(false),
                signal,
                fields.get("extraHosts").map(ImageReader::texts).orElse(Map.of()));
    }

    private record Limits(OptionalLong memory, OptionalInt cpu, OptionalInt gpus) {
        static final Limits NONE =
                new Limits(OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty());

        static Limits read(Fields fields) {
            OptionalLong memory =
                    fields.get("memory").map(ImageReader::bytes).orElse(OptionalLong.empty());
            OptionalInt cpu = fields.get("cpu").map(Limits::millis).orElse(OptionalInt.empty());
            OptionalInt gpus =
                    fields.integer("gpus", 1, MAX_GPUS).stream()
                            .mapToInt(Located::value)
                            .findFirst();
            return new Limits(memory, cpu, gpus);
        }

        private static OptionalInt millis(Value value) {
            Optional<Located<String>> text = value.nonEmptyString();
            OptionalInt millis =
                    text.map(found -> Quantities.millis(found.value())).orElse(OptionalInt.empty());
            if (text.isPresent() && millis.isEmpty()) {
                value.error(
                        SpecCode.NOT_AN_AMOUNT,
                        value.name() + " is \"" + text.get().value() + "\", which is no amount",
                        "write processors, such as 2, 0.5 or 500m");
            }
            return millis;
        }
    }

    static OptionalLong bytes(Value value) {
        Optional<Located<String>> text = value.nonEmptyString();
        OptionalLong bytes =
                text.map(found -> Quantities.bytes(found.value())).orElse(OptionalLong.empty());
        if (text.isPresent() && bytes.isEmpty()) {
            value.error(
                    SpecCode.NOT_AN_AMOUNT,
                    value.name() + " is \"" + text.get().value() + "\", which is no amount",
                    "write bytes with a unit, such as 64Mi or 1Gi");
        }
        return bytes;
    }

    private static Optional<String> signal(Value value) {
        Optional<String> text = value.nonEmptyString().map(Located::value);
        if (text.isPresent() && !SIGNAL.matcher(text.get()).matches()) {
            value.error(
                    SpecCode.NOT_ONE_OF,
                    value.name() + " is \"" + text.get() + "\", which is no signal",
                    "write it as SIGINT");
            return Optional.empty();
        }
        return text;
    }

    private static Optional<String> text(Fields fields, String key) {
        return fields.string(key).map(Located::value);
    }

    private static Map<String, String> texts(Value value) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Value.Member member : value.members()) {
            member.value()
                    .string()
                    .ifPresent(text -> texts.put(member.key().value(), text.value()));
        }
        return texts;
    }
}
