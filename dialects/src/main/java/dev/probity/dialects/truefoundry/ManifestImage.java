package dev.probity.dialects.truefoundry;

import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.CloudKeys;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.Located;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Choices;
import dev.probity.spec.reading.CommandLine;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `image`: one that is there, or one that is built first.
final class ManifestImage {
    /// The kind of what has to be built; the writer knows it again.
    static final String BUILD = "build of an image";

    /// The kind of recipe that the engine of this machine can follow.
    static final String DOCKERFILE = "dockerfile";

    static final String NO_IMAGE = "service without an image";

    private static final Map<String, Boolean> TYPES =
            Choices.of(Map.entry("image", false), Map.entry("build", true));

    private final String service;
    private final Path directory;
    private final Surroundings surroundings;

    ManifestImage(String service, Path directory, Surroundings surroundings) {
        this.service = service;
        this.directory = directory;
        this.surroundings = surroundings;
    }

    Located<Workload> read(Fields fields, CloudKeys cloud) {
        return fields.required("image")
                .flatMap(value -> value.mapping(image -> image(image, cloud)))
                .orElseGet(() -> fields.owner().at(Cloud.image(NO_IMAGE, surroundings)));
    }

    private Located<Workload> image(Fields image, CloudKeys cloud) {
        cloud.passOver(image, "docker_registry");
        boolean build =
                image.oneOf("type", TYPES)
                        .map(Located::value)
                        .orElse(image.get("build_spec").isPresent());
        if (build) {
            return image.owner().at(build(image, cloud));
        }
        List<String> command = command(image);
        Optional<Located<String>> reference = image.requiredString("image_uri");
        reference
                .filter(found -> found.value().chars().anyMatch(Character::isWhitespace))
                .ifPresent(found ->
                        image.owner().error(SpecCode.WRONG_KIND, "image_uri has a blank in it"));
        return reference
                .map(found ->
                        found.<Workload>map(name -> new Workload.Image(name, command, List.of())))
                .orElseGet(() -> image.owner().at(Cloud.image(NO_IMAGE, surroundings)));
    }

    /// Words as a shell would cut them, or a list.
    private static List<String> command(Fields image) {
        Optional<Value> value = image.get("command");
        return value.filter(Value::isScalar).isPresent()
                ? value.flatMap(Value::string)
                        .map(line -> CommandLine.split(value.get(), line.value()))
                        .orElse(List.of())
                : value.map(Value::items).orElse(List.of()).stream()
                        .flatMap(item -> item.string().stream())
                        .map(Located::value)
                        .toList();
    }

    private Workload build(Fields image, CloudKeys cloud) {
        Optional<Path> root =
                image.required("build_source")
                        .flatMap(source -> source.mapping(this::root))
                        .flatMap(found -> found);
        Optional<Workload> built =
                image.required("build_spec")
                        .flatMap(spec -> spec.mapping(fields -> built(fields, root, cloud)));
        return surroundings
                .variable("image")
                .<Workload>map(reference -> new Workload.Image(reference, List.of(), List.of()))
                .or(() -> built)
                .orElseGet(() -> new Workload.Unrunnable(BUILD, "say what is built"));
    }

    /// The folder of what is built; nothing when it is fetched from elsewhere.
    private Optional<Path> root(Fields source) {
        source.alsoKnown("local_build", "repo_url", "ref", "branch_name", "remote_uri");
        String type = source.string("type").map(Located::value).orElse("local");
        String root = source.string("project_root_path").map(Located::value).orElse("./");
        return type.equals("local")
                ? Optional.of(directory.resolve(root).normalize())
                : Optional.empty();
    }

    private Workload built(Fields spec, Optional<Path> root, CloudKeys cloud) {
        spec.alsoKnown(
                "python_version",
                "requirements_path",
                "pip_packages",
                "python_dependencies",
                "apt_packages",
                "cuda_version");
        cloud.passOver(spec, "build_secrets");
        String type = spec.string("type").map(Located::value).orElse(DOCKERFILE);
        List<String> command = command(spec);
        Map<String, String> arguments = texts(spec.get("build_args"));
        String file = spec.string("dockerfile_path").map(Located::value).orElse("./Dockerfile");
        String context =
                spec.get("build_context_path")
                        .or(() -> CloudKeys.misnamed(spec, "build_context", "build_context_path"))
                        .flatMap(Value::nonEmptyString)
                        .map(Located::value)
                        .orElse("./");
        return root.filter(_ -> type.equals(DOCKERFILE))
                .map(folder ->
                        new ImageBuild(
                                folder.resolve(context).normalize(),
                                folder.resolve(file).normalize(),
                                arguments,
                                Optional.empty()))
                .<Workload>map(build -> image(build, command))
                .orElseGet(() ->
                        new Workload.Unrunnable(
                                BUILD,
                                "build it (docker build -t %s -f %s %s), then --set image=%1$s"
                                        .formatted(service, file, context)));
    }

    private Workload image(ImageBuild build, List<String> command) {
        return new Workload.Image(
                build.imageName(service),
                command,
                List.of(),
                PullPolicy.IF_NOT_PRESENT,
                Optional.of(build),
                Sandbox.PLAIN);
    }

    private static Map<String, String> texts(Optional<Value> value) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Value.Member member : value.map(Value::members).orElse(List.of())) {
            member.value()
                    .string()
                    .ifPresent(text -> texts.put(member.key().value(), text.value()));
        }
        return texts;
    }
}
