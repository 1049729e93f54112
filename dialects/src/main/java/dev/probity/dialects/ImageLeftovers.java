package dev.probity.dialects;

import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;

import java.util.Set;

/// What is said about an image and its container, and what most files have no keys for.
public final class ImageLeftovers {
    /// Parts of an image's container that only some files can express.
    public enum Part {
        BUILD,
        PULL_POLICY,
        FOLDER,
        VOLUMES,
        LIMITS,
        READ_ONLY_ROOT,
        EXTRA_HOSTS
    }

    private final String path;
    private final String tool;
    private final Set<Part> kept;
    private final Losses losses;

    private ImageLeftovers(String path, String tool, Set<Part> kept, Losses losses) {
        this.path = path;
        this.tool = tool;
        this.kept = kept;
        this.losses = losses;
    }

    /// @param path of what is run, such as `services.web`
    /// @param tool as a sentence says it
    /// @param kept what the file does express
    public static void report(
            String path, String tool, Workload workload, Set<Part> kept, Losses losses) {
        if (workload instanceof Workload.Image image) {
            new ImageLeftovers(path, tool, kept, losses).image(image);
        }
    }

    private void image(Workload.Image image) {
        if (image.build().isPresent() && !kept.contains(Part.BUILD)) {
            losses.error(
                    path + ".build",
                    tool + " builds no images",
                    "build " + image.reference() + " and put it where it is fetched from");
        }
        loseIf(
                image.pullPolicy() != PullPolicy.IF_NOT_PRESENT && !kept.contains(Part.PULL_POLICY),
                "imagePullPolicy",
                "the image is fetched when " + tool + " sees fit");
        Sandbox sandbox = image.sandbox();
        loseIf(
                sandbox.workingDirectory().isPresent() && !kept.contains(Part.FOLDER),
                "workingDirectory",
                "the image's own folder is used");
        if (!kept.contains(Part.VOLUMES)) {
            sandbox.volumes().forEach(this::volume);
        }
        if (!kept.contains(Part.LIMITS)) {
            limits(sandbox);
        }
        loseIf(
                sandbox.readOnlyRoot() && !kept.contains(Part.READ_ONLY_ROOT),
                "readOnlyRootFilesystem",
                "its root can be written to");
        loseIf(sandbox.stopSignal().isPresent(), "stopSignal", "the image's own signal ends it");
        loseIf(
                !sandbox.extraHosts().isEmpty() && !kept.contains(Part.EXTRA_HOSTS),
                "extraHosts",
                "these names are not found");
    }

    private void limits(Sandbox sandbox) {
        loseIf(sandbox.memory().isPresent(), "resources.memory", "nothing limits its memory");
        loseIf(sandbox.cpuMillis().isPresent(), "resources.cpu", "nothing limits its processors");
        loseIf(sandbox.gpus().isPresent(), "resources.gpus", "it gets no accelerator");
    }

    private void volume(Volume volume) {
        losses.error(
                path + ".volumes",
                tool + " has no key for it, or none that means the same",
                volume.mountPath() + " is empty, or the image's own");
    }

    private void loseIf(boolean said, String field, String consequence) {
        if (said) {
            losses.warning(path + "." + field, tool + " has no key for it", consequence);
        }
    }
}
