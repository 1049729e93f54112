package dev.probity.launch.container;

import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.EngineSocket;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds images in the engine of this machine, for others to run.
public final class ImageWorkshop {
    private ImageWorkshop() {}

    /// Waits until the image is built.
    ///
    /// @param reference what it is called then
    /// @param environment in which the engine is looked for
    /// @throws EngineProblem when there is no engine, or with the engine's own reason
    public static void build(
            String reference, ImageBuild build, Map<String, String> environment, ContainerNews news)
            throws EngineProblem, InterruptedException {
        Workload.Image image =
                new Workload.Image(
                        reference,
                        List.of(),
                        List.of(),
                        PullPolicy.NEVER,
                        Optional.of(build),
                        Sandbox.PLAIN);
        switch (EngineSocket.find(environment)) {
            case EngineSocket.Search.Nothing(String reason) -> throw EngineProblem.noAnswer(reason);
            case EngineSocket.Search.Found(EngineSocket socket) -> {
                try (ContainerEngine engine = ContainerEngine.at(socket.path())) {
                    new ImageStore(news).provide(image, engine);
                }
            }
        }
    }
}
