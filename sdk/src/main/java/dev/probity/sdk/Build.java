package dev.probity.sdk;

import dev.probity.spec.ImageBuild;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Workload;

import java.util.List;
import java.util.Optional;

/// An image that is built before it is run, by the container engine of this machine.
///
/// @param buildSpec the recipe
public record Build(DockerFileBuild buildSpec) implements Source {

    public static Build of(DockerFileBuild buildSpec) {
        return new Build(buildSpec);
    }

    Workload workload(String service) {
        ImageBuild recipe = buildSpec.recipe();
        return new Workload.Image(
                recipe.imageName(service),
                List.of(),
                List.of(),
                PullPolicy.IF_NOT_PRESENT,
                Optional.of(recipe),
                Sandbox.PLAIN);
    }
}
