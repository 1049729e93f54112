package dev.probity.dialects.tye;

import dev.probity.dialects.tye.file.DotNet;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.dialects.tye.file.TyeService.Basis;
import dev.probity.dialects.tye.file.TyeService.Kind;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.reading.Surroundings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a service runs, and where.
final class WorkloadTranslation {

    /// @param workload what is run
    /// @param workingDirectory absolute; the service's file is there unless something else is said
    record Run(Located<Workload> workload, Path workingDirectory) {}

    private static final Pattern DOT_NET_PROJECT = Pattern.compile("(?i).*\\.(cs|fs|vb)?proj");

    private final TyeService service;
    private final Path directory;
    private final Surroundings surroundings;
    private final Differences differences;

    WorkloadTranslation(
            TyeService service,
            Path directory,
            Surroundings surroundings,
            Differences differences) {
        this.service = service;
        this.directory = directory;
        this.surroundings = surroundings;
        this.differences = differences;
    }

    /// Whether a container runs: where it works is the image's business.
    boolean isContainer() {
        return service.is(Kind.IMAGE) || service.is(Kind.DOCKER_FILE);
    }

    /// Whether a process of this machine runs, so that Tye's variables for processes count.
    boolean isProcess() {
        return service.is(Kind.EXECUTABLE) || program().isPresent();
    }

    /// @param variable a variable of the environment that the program will have
    Run translate(Function<String, Optional<String>> variable) {
        Optional<Basis> basis = service.basis();
        if (basis.isEmpty()) {
            return unrunnable(
                    service.origin(),
                    "service",
                    "say what it runs: add \"executable\" with \"args\", or \"image\"");
        }
        Kind kind = basis.get().kind();
        Located<String> source = basis.get().text();
        return switch (kind) {
            case EXECUTABLE -> executable(source, variable);
            case PROJECT -> project(source, variable);
            case IMAGE -> image(source, Optional.empty());
            case DOCKER_FILE -> {
                ImageBuild build = build(source);
                String made = build.imageName(service.called());
                yield image(source.map(_ -> made), Optional.of(build));
            }
            case AZURE_FUNCTION ->
                    unrunnable(
                            source.origin(),
                            kind.key(),
                            "with the Azure Functions Core Tools installed, write \"executable:"
                                + " func\", \"args: start --port %PORT%\" and \"workingDirectory: "
                                    + source.value()
                                    + "\" in place of \"azureFunction\"");
            case REPOSITORY ->
                    unrunnable(
                            source.origin(),
                            kind.key(),
                            "clone it (git clone "
                                    + source.value()
                                    + " "
                                    + Inclusion.clone(service, directory)
                                    + "): the tye.yaml in it is then included");
            // Included already; such an entry is no service of its own.
            case INCLUDE -> unrunnable(source.origin(), kind.key(), "include a Tye file");
        };
    }

    private Run image(Located<String> reference, Optional<ImageBuild> build) {
        return new Run(
                reference.map(name ->
                        new Workload.Image(
                                name,
                                List.of(),
                                arguments(_ -> Optional.empty()),
                                PullPolicy.IF_NOT_PRESENT,
                                build,
                                Sandbox.PLAIN.with(volumes()))),
                directory);
    }

    private ImageBuild build(Located<String> dockerFile) {
        Map<String, String> arguments = new LinkedHashMap<>();
        service.build()
                .dockerFileArgs()
                .forEach(each -> arguments.put(each.value().name(), each.value().value()));
        return new ImageBuild(
                directory.resolve(slashed(context(dockerFile))).normalize(),
                directory.resolve(slashed(dockerFile.value())).normalize(),
                arguments,
                Optional.empty());
    }

    private List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        for (TyeService.Volume volume : service.volumes()) {
            String target = volume.target().map(Located::value).orElse("");
            volume.source()
                    .map(source -> directory.resolve(slashed(source.value())).normalize())
                    .<Volume>map(source -> new Volume.Bind(source, target, false))
                    .or(() ->
                            volume.name()
                                    .map(name -> new Volume.Named(name.value(), target, false)))
                    .ifPresent(volumes::add);
        }
        return volumes;
    }

    private static Run unrunnable(Origin origin, String kind, String remedy, Path directory) {
        return new Run(new Located<>(new Workload.Unrunnable(kind, remedy), origin), directory);
    }

    private Run unrunnable(Origin origin, String kind, String remedy) {
        return unrunnable(origin, kind, remedy, directory);
    }

    /// A name without folders is looked up in the file's folder first, then in PATH when it is
    /// launched, as .NET does.
    private Run executable(Located<String> written, Function<String, Optional<String>> variable) {
        String name = DotNet.expand(written.value(), surroundings::variable);
        Path file = directory.resolve(name).normalize();
        if (name.endsWith(".dll")) {
            Path folder = Optional.ofNullable(file.getParent()).orElse(directory);
            return command(written.origin(), List.of("dotnet", file.toString()), variable, folder);
        }
        boolean here = name.contains("/") || surroundings.isProgram(file);
        return command(
                written.origin(), List.of(here ? file.toString() : name), variable, directory);
    }

    private Run project(Located<String> written, Function<String, Optional<String>> variable) {
        Optional<Path> program = program();
        if (program.isPresent()) {
            differences.note(
                    TyeCode.PROGRAM,
                    written.origin(),
                    "the project is a program and is run as it is; Tye itself builds projects of"
                            + " .NET only");
            Path folder = Optional.ofNullable(program.get().getParent()).orElse(directory);
            return command(written.origin(), List.of(program.get().toString()), variable, folder);
        }
        return unrunnable(
                written.origin(),
                "project",
                "publish it (dotnet publish -o %1$s %2$s) and write \"executable: %1$s/%3$s.dll\" in place of \"project\""
                        .formatted(
                                "out/" + service.called(),
                                slashed(written.value()),
                                assembly(slashed(written.value()))));
    }

    /// The file that a project names when it can be run as it is.
    private Optional<Path> program() {
        return service.basis()
                .filter(basis -> basis.kind() == Kind.PROJECT)
                .map(basis -> DotNet.expand(slashed(basis.text().value()), surroundings::variable))
                .filter(path -> !DOT_NET_PROJECT.matcher(path).matches())
                .map(path -> directory.resolve(path).normalize())
                .filter(surroundings::isProgram);
    }

    /// What .NET calls the program that a project builds, unless the project says otherwise.
    private static String assembly(String path) {
        String name = path.replaceAll("/+$", "").replaceAll(".*/", "");
        return name.replaceAll("\\.[a-zA-Z]+proj$", "");
    }

    private static String slashed(String path) {
        return path.replace('\\', '/');
    }

    private String context(Located<String> dockerFile) {
        return service.build()
                .dockerFileContext()
                .map(Located::value)
                .orElseGet(() -> {
                    int folder = dockerFile.value().lastIndexOf('/');
                    return folder < 0 ? "." : dockerFile.value().substring(0, folder);
                });
    }

    private Run command(
            Origin origin,
            List<String> program,
            Function<String, Optional<String>> variable,
            Path folder) {
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments(variable));
        Path workingDirectory =
                service.workingDirectory()
                        .map(text -> DotNet.expand(text.value(), surroundings::variable))
                        .map(text -> directory.resolve(text).normalize())
                        .orElse(folder);
        return new Run(new Located<>(new Workload.Command(command), origin), workingDirectory);
    }

    /// `%NAME%` is replaced before the line is cut: a value with blanks is several arguments.
    private List<String> arguments(Function<String, Optional<String>> variable) {
        return service.args()
                .map(line -> DotNet.arguments(DotNet.expand(line.value(), variable)))
                .orElse(List.of());
    }
}
