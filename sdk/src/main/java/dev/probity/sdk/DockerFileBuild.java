package dev.probity.sdk;

import dev.probity.spec.ImageBuild;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A Dockerfile and the folder that it sees.
///
/// @param dockerfilePath relative to the context; `Dockerfile` unless given
/// @param buildContextPath the folder; relative to the working directory
/// @param buildArgs values for its `ARG`s; none unless given
public record DockerFileBuild(
        Path dockerfilePath, Path buildContextPath, Map<String, String> buildArgs) {
    public DockerFileBuild {
        buildArgs = Map.copyOf(buildArgs);
    }

    /// The `Dockerfile` of a folder, which is the context.
    public static DockerFileBuild inFolder(Path context) {
        return new DockerFileBuild(Path.of("Dockerfile"), context, Map.of());
    }

    ImageBuild recipe() {
        Path context = buildContextPath.toAbsolutePath().normalize();
        return new ImageBuild(
                context, context.resolve(dockerfilePath).normalize(), buildArgs, Optional.empty());
    }
}
