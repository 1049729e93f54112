package dev.probity.dialects.truefoundry;

import dev.probity.dialects.ImageLeftovers;
import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes where an image comes from: fetched, or built from a recipe.
///
/// @param losses gets what the file cannot say
record ImageWriter(Application application, Losses losses) {

    Branch image(String path, Service service) {
        Branch branch = new Branch();
        switch (service.main().workload()) {
            case Workload.Image image -> {
                ImageLeftovers.report(
                        path,
                        TrueFoundryWriter.TOOL,
                        image,
                        Set.of(ImageLeftovers.Part.BUILD),
                        losses);
                List<String> command = new ArrayList<>(image.command());
                command.addAll(image.arguments());
                if (image.build().isPresent()) {
                    build(branch, path, image.build().get(), command);
                } else {
                    branch.leaf("type", "image").leaf("image_uri", image.reference());
                    branch.words("command", command);
                }
                if (image.command().isEmpty() && !image.arguments().isEmpty()) {
                    losses.error(
                            path + ".arguments",
                            "TrueFoundry's command replaces the image's own program",
                            "the arguments stand in its place: write the program before them");
                }
            }
            case Workload.Command(List<String> command) -> {
                losses.error(
                        path + ".command",
                        "TrueFoundry runs images, and this is a program: "
                                + String.join(" ", command),
                        "a build from ./Dockerfile stands in its place");
                build(branch);
            }
            case Workload.Unrunnable(String kind, _) when kind.equals(ManifestImage.BUILD) -> {
                losses.error(
                        path + ".image",
                        "it is built from a place that is not known",
                        "write its repository and its recipe");
                fromAfar(branch);
            }
            case Workload.Unrunnable(String kind, String remedy) -> {
                losses.error(
                        path + ".image",
                        "the image is not known, only a " + kind,
                        "a build from ./Dockerfile stands in its place; " + remedy);
                build(branch);
            }
        }
        return branch;
    }

    private void build(Branch image, String path, ImageBuild build, List<String> command) {
        Branch arguments = new Branch();
        build.arguments().forEach(arguments::leaf);
        local(image, relative(build.dockerfile()), relative(build.context()))
                .words("command", command)
                .put("build_args", arguments);
        build.target()
                .ifPresent(target ->
                        losses.error(
                                path + ".build.target",
                                "TrueFoundry builds the last stage",
                                "the image is not that of the stage " + target));
    }

    private String relative(Path file) {
        return file.startsWith(application.directory())
                ? "./" + application.directory().relativize(file)
                : file.toString();
    }

    private static void fromAfar(Branch image) {
        image.leaf("type", "build")
                .put(
                        "build_source",
                        new Branch()
                                .leaf("type", "git")
                                .leaf("repo_url", "https://example.com/repository.git")
                                .leaf("ref", "main"))
                .put("build_spec", new Branch().leaf("type", ManifestImage.DOCKERFILE));
    }

    private static void build(Branch image) {
        var _ = local(image, "./Dockerfile", "./");
    }

    /// @return the specification of the build, for what more there is to say
    private static Branch local(Branch image, String dockerfile, String context) {
        Branch specification =
                new Branch()
                        .leaf("type", ManifestImage.DOCKERFILE)
                        .leaf("dockerfile_path", dockerfile)
                        .leaf("build_context_path", context);
        image.leaf("type", "build")
                .put(
                        "build_source",
                        new Branch().leaf("type", "local").leaf("project_root_path", "./"))
                .put("build_spec", specification);
        return specification;
    }
}
