package dev.probity.dialects.tye;

import dev.probity.dialects.ImageLeftovers;
import dev.probity.dialects.ImageLeftovers.Part;
import dev.probity.dialects.Losses;
import dev.probity.spec.Application;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.output.Output.Branch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes where an image comes from and what its container finds.
final class TyeImage {
    private final Application application;
    private final Losses losses;

    TyeImage(Application application, Losses losses) {
        this.application = application;
        this.losses = losses;
    }

    void write(Branch branch, String path, Workload.Image image) {
        ImageLeftovers.report(path, "Tye", image, Set.of(Part.BUILD, Part.VOLUMES), losses);
        if (image.build().isPresent()) {
            build(branch, path, image.build().get());
        } else {
            branch.leaf("image", image.reference());
        }
        List<Branch> volumes = new ArrayList<>();
        for (Volume volume : image.sandbox().volumes()) {
            volume(path, volume).ifPresent(volumes::add);
        }
        branch.items("volumes", volumes);
    }

    private void build(Branch branch, String path, ImageBuild build) {
        branch.leaf("dockerFile", text(build.dockerfile()));
        if (!build.context().equals(build.dockerfile().getParent())) {
            branch.leaf("dockerFileContext", text(build.context()));
        }
        branch.items(
                "dockerFileArgs",
                build.arguments().entrySet().stream()
                        .map(each -> new Branch().leaf(each.getKey(), each.getValue()))
                        .toList());
        build.target()
                .ifPresent(target ->
                        losses.error(
                                path + ".build.target",
                                "Tye builds the last stage",
                                "the image is not that of the stage " + target));
    }

    private Optional<Branch> volume(String path, Volume volume) {
        return switch (volume) {
            case Volume.Bind(Path host, String mount, boolean readOnly) -> {
                writable(path, mount, readOnly);
                yield Optional.of(new Branch().leaf("source", text(host)).leaf("target", mount));
            }
            case Volume.Named(String name, String mount, boolean readOnly, _) -> {
                writable(path, mount, readOnly);
                yield Optional.of(new Branch().leaf("name", name).leaf("target", mount));
            }
            case Volume.Shared(String name, String mount, _) -> {
                losses.error(
                        path + ".volumes",
                        "Tye has no volumes that containers share",
                        "the volume " + name + " is not there, and " + mount + " the image's own");
                yield Optional.empty();
            }
            case Volume.Temporary(String mount, _) -> {
                losses.error(
                        path + ".volumes",
                        "Tye has no volumes in memory",
                        mount + " is the image's own");
                yield Optional.empty();
            }
        };
    }

    private void writable(String path, String mount, boolean readOnly) {
        if (readOnly) {
            losses.warning(
                    path + ".volumes",
                    "Tye has no read-only volumes",
                    mount + " can be written to");
        }
    }

    private String text(Path file) {
        return relative(application, file).orElse(".");
    }

    /// A path as the file says it; nothing for the file's own folder.
    static Optional<String> relative(Application application, Path file) {
        if (file.equals(application.directory())) {
            return Optional.empty();
        }
        return Optional.of(
                file.startsWith(application.directory())
                        ? application.directory().relativize(file).toString()
                        : file.toString());
    }
}
