package dev.probity.spec.yaml;

import dev.probity.spec.ImageBuild;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Volume;
import dev.probity.spec.Workload;
import dev.probity.spec.cluster.VolumeClaim;
import dev.probity.spec.output.Output;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.output.Output.Words;
import dev.probity.spec.reading.Quantities;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes what a container of an image is and what it may use.
final class ImageOutput {
    private final String path;

    /// An image is one value, which stands where its reference does.
    private final String origin;

    private final Style style;

    ImageOutput(String path, Style style) {
        this.path = path;
        this.origin = path + ".command";
        this.style = style;
    }

    void add(Branch branch, Workload.Image image) {
        branch.leaf("image", origin, image.reference());
        branch.leaf("imagePullPolicy", origin, policy(image.pullPolicy()));
        image.build().ifPresent(build -> branch.put("build", build(build)));
        branch.put("command", new Words(origin, image.command()));
        branch.put("arguments", new Words(origin, image.arguments()));
        sandbox(branch, image.sandbox());
    }

    private static String policy(PullPolicy policy) {
        return switch (policy) {
            case IF_NOT_PRESENT -> "IfNotPresent";
            case ALWAYS -> "Always";
            case NEVER -> "Never";
        };
    }

    private Branch build(ImageBuild build) {
        Path recipe = build.context().relativize(build.dockerfile());
        Branch branch =
                new Branch()
                        .leaf("context", origin, folder(build.context()))
                        .leaf("dockerfile", origin, recipe.toString())
                        .leafIf("target", origin, build.target());
        Branch arguments = new Branch();
        build.arguments()
                .forEach((name, value) -> arguments.leaf(name, origin, style.shown(name, value)));
        return branch.put("args", arguments);
    }

    private void sandbox(Branch branch, Sandbox sandbox) {
        branch.leafIf("workingDirectory", path + ".workingDirectory", sandbox.workingDirectory());
        List<Branch> volumes = new ArrayList<>();
        sandbox.volumes().forEach(volume -> volumes.add(volume(volume)));
        branch.put("volumes", new Output.Items(volumes));
        Branch resources = new Branch();
        sandbox.memory()
                .ifPresent(bytes -> resources.leaf("memory", origin, Quantities.ofBytes(bytes)));
        sandbox.cpuMillis().ifPresent(millis -> resources.leaf("cpu", origin, millis + "m"));
        sandbox.gpus().ifPresent(count -> resources.leaf("gpus", origin, count));
        branch.put("resources", resources);
        if (sandbox.readOnlyRoot()) {
            branch.leaf("readOnlyRootFilesystem", origin, true);
        }
        branch.leafIf("stopSignal", origin, sandbox.stopSignal());
        Branch hosts = new Branch();
        sandbox.extraHosts().forEach((name, address) -> hosts.leaf(name, origin, address));
        branch.put("extraHosts", hosts);
    }

    private Branch volume(Volume volume) {
        Branch branch = new Branch().leaf("mountPath", origin, volume.mountPath());
        switch (volume) {
            case Volume.Bind(Path hostPath, String _, boolean readOnly) ->
                    branch.leaf("hostPath", origin, folder(hostPath))
                            .leaf("readOnly", origin, readOnly);
            case Volume.Named(String name, String _, boolean readOnly, VolumeClaim claim) -> {
                branch.leaf("volume", origin, name).leaf("readOnly", origin, readOnly);
                claim(branch, claim);
            }
            case Volume.Shared(String name, String _, boolean readOnly) ->
                    branch.leaf("shared", origin, name).leaf("readOnly", origin, readOnly);
            case Volume.Temporary(String _, long size) ->
                    branch.leaf("tmpfs", origin, Quantities.ofBytes(size));
        }
        return branch;
    }

    private void claim(Branch branch, VolumeClaim claim) {
        switch (claim) {
            case VolumeClaim.Existing _ -> branch.leaf("existingClaim", origin, true);
            case VolumeClaim.Wanted(long size, Optional<String> storageClass) ->
                    branch.leaf("size", origin, Quantities.ofBytes(size))
                            .leafIf("storageClass", origin, storageClass);
        }
    }

    private String folder(Path folder) {
        return style.folder(folder).orElse(".");
    }
}
