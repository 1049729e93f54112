package dev.probity.launch.container;

import dev.probity.launch.container.registry.LoginFiles;
import dev.probity.launch.container.registry.RegistryHost;
import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.EngineSocket;
import dev.probity.spec.ImageBuild;
import dev.probity.spec.PullPolicy;
import dev.probity.spec.Sandbox;
import dev.probity.spec.Workload;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds images in the engine of this machine and puts them into registries, for others to run.
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
        try (ContainerEngine engine = engine(environment)) {
            new ImageStore(news).provide(image, engine);
        }
    }

    /// Waits until the image is in the registry that its reference names, where the user is who
    /// `docker login` or `podman login` has kept.
    ///
    /// @param environment in which the engine and the user's logins are looked for
    /// @throws EngineProblem when there is no engine or no usable login, or with the engine's own
    ///   words
    public static void push(String reference, Map<String, String> environment, ContainerNews news)
            throws EngineProblem, InterruptedException {
        RegistryHost host = RegistryHost.of(reference);
        String login;
        try {
            login = new LoginFiles(environment).login(host).header(host);
        } catch (IOException unreadable) {
            throw EngineProblem.noAnswer(String.valueOf(unreadable.getMessage()))
                    .about("image " + reference + " cannot be pushed");
        }
        try (ContainerEngine engine = engine(environment)) {
            new ImagePush(reference, news).perform(engine, login);
        }
    }

    private static ContainerEngine engine(Map<String, String> environment) throws EngineProblem {
        return switch (EngineSocket.find(environment)) {
            case EngineSocket.Search.Nothing(String reason) -> throw EngineProblem.noAnswer(reason);
            case EngineSocket.Search.Found(EngineSocket socket) ->
                    ContainerEngine.at(socket.path());
        };
    }
}
