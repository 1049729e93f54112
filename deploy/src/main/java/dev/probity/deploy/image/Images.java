package dev.probity.deploy.image;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The images of an application as a cluster can fetch them: a name in the registry for what is
/// built, and an image for what is a program of this machine.
public final class Images {
    /// What readers call an image that is built and that nobody names.
    private static final String UNNAMED = "localhost/probity/";

    private final Application application;
    private final Map<String, String> given;
    private final String tag;
    private final boolean build;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Build> toBuild = new ArrayList<>();

    private Images(Application application, Map<String, String> given, String tag, boolean build) {
        this.application = application;
        this.given = Map.copyOf(given);
        this.tag = tag;
        this.build = build;
    }

    /// @param application with a name for every image
    /// @param toBuild those that have to be built before a cluster can fetch them
    /// @param problems why it cannot run in a cluster, one sentence each, with what to do
    public record Named(Application application, List<Build> toBuild, List<String> problems) {
        public Named {
            toBuild = List.copyOf(toBuild);
            problems = List.copyOf(problems);
        }
    }

    /// @param given images by the name of the service, in place of what its file says is run
    /// @param tag of the images that are built here
    /// @param build whether images are built: then a jar needs none
    public static Named of(
            Application application, Map<String, String> given, String tag, boolean build) {
        return new Images(application, given, tag, build).named();
    }

    private Named named() {
        List<Service> services = application.services().stream().map(this::service).toList();
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(seen);
        unknown.forEach(
                name -> problems.add("--image names \"" + name + "\", which is no service"));
        return new Named(application.withServices(services), toBuild, problems);
    }

    private Service service(Service service) {
        return service.withContainers(
                service.containers().stream()
                        .map(container -> container(service, container))
                        .toList());
    }

    private Container container(Service service, Container container) {
        boolean main = container.equals(service.main());
        String name = main ? service.name() : service.name() + "-" + container.name();
        seen.add(name);
        Optional<String> image = Optional.ofNullable(given.get(name));
        if (image.isPresent()) {
            return running(container, new Workload.Image(image.get(), List.of(), List.of()));
        }
        return switch (container.workload()) {
            case Workload.Image found when found.build().isPresent() ->
                    running(container, built(name, found, found.build().get()));
            case Workload.Image _ -> container;
            case Workload.Command command -> command(name, container, command);
            case Workload.Unrunnable(String kind, String remedy) -> {
                problems.add(
                        "services.%s: a cluster runs images, and this is a %s; give it one with"
                                        .formatted(service.name(), kind)
                                + " --image %s=REFERENCE (%s)".formatted(name, remedy));
                yield container;
            }
        };
    }

    private Workload.Image built(String name, Workload.Image image, ImageBuild recipe) {
        String own = image.reference().startsWith(UNNAMED) ? name + ":" + tag : image.reference();
        String reference = inRegistry(name, own);
        toBuild.add(new Build(reference, new Build.Source.Recipe(recipe)));
        return new Workload.Image(
                reference,
                image.command(),
                image.arguments(),
                image.pullPolicy(),
                Optional.empty(),
                image.sandbox());
    }

    private String inRegistry(String name, String reference) {
        if (hasHost(reference)) {
            return reference;
        }
        if (application.registry().isEmpty()) {
            problems.add(
                    "services.%s: a cluster cannot fetch %s from this machine; say where it is put,"
                                    .formatted(name, reference)
                            + " with \"registry\" in the file or --registry");
        }
        return application.registry().map(host -> host + "/").orElse("") + reference;
    }

    /// Whether the first part of a reference is a registry's.
    private static boolean hasHost(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    private Container command(String name, Container container, Workload.Command command) {
        Optional<JarProgram> jar = JarProgram.of(command, container.workingDirectory());
        if (build && jar.isPresent()) {
            String reference = inRegistry(name, name + ":" + tag);
            toBuild.add(new Build(reference, new Build.Source.Jar(jar.get())));
            return running(
                    container, new Workload.Image(reference, List.of(), jar.get().arguments()));
        }
        problems.add(
                "services.%s: a cluster runs images, and this is a program of this machine (%s);"
                                .formatted(name, String.join(" ", command.command()))
                        + " give it one with \"image\" or \"build\" in the file, or with --image "
                        + name
                        + "=REFERENCE"
                        + jar.map(found -> "; --build makes one of " + found.file()).orElse(""));
        return container;
    }

    /// What the file tells the program on this machine, it is told in a cluster too.
    private static Container running(Container container, Workload.Image image) {
        boolean told =
                container.environment().stream().anyMatch(each -> each.name().equals("PORT"));
        if (container.workload() instanceof Workload.Image || container.ports().isEmpty() || told) {
            return container.withWorkload(image);
        }
        List<EnvironmentVariable> variables = new ArrayList<>();
        variables.add(new EnvironmentVariable("PORT", "{port}"));
        variables.addAll(container.environment());
        return container.withWorkload(image).withEnvironment(variables);
    }
}
