package dev.probity.cli.verbs;

import dev.probity.deploy.image.Images;
import dev.probity.spec.Application;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Map;
import java.util.Optional;

/// What the images of an application are called where a cluster fetches them.
final class ImageOptions {
    @Option(
            names = "--registry",
            paramLabel = "NAME",
            description =
                    "Where images that are built are put, such as registry.example.com/shop"
                            + " (default: the file's).")
    private @Nullable String registry;

    @Option(
            names = "--image",
            paramLabel = "SERVICE=REFERENCE",
            description =
                    "The image of a service, in place of what its file says is run; of another"
                            + " container: SERVICE-CONTAINER=REFERENCE.")
    private Map<String, String> images = Map.of();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            defaultValue = "latest",
            description = "Of images that are built (default: ${DEFAULT-VALUE}).")
    private String tag = "latest";

    Optional<String> registry() {
        return Optional.ofNullable(registry);
    }

    /// @param build whether images are built here
    Images.Named name(Application application, boolean build) {
        return Images.of(application, images, tag, build);
    }
}
