package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.launch.container.rest.EngineProblem;
import dev.probity.launch.container.rest.EngineSocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A launcher's connection to the engine that it has found, with all that one application needs of
/// it.
record Hookup(
        ContainerEngine engine,
        EngineAbility ability,
        ExitWatch exits,
        ImageStore images,
        Hosting hosting)
        implements AutoCloseable {

    /// @param greeting in the same environment
    /// @param mark where the next run will look for what this one may leave behind
    static Hookup make(
            Map<String, String> environment,
            EngineGreeting greeting,
            Owner owner,
            Path mark,
            ContainerNews news)
            throws EngineProblem {
        EngineSocket socket =
                switch (EngineSocket.find(environment)) {
                    case EngineSocket.Search.Found(EngineSocket found) -> found;
                    case EngineSocket.Search.Nothing(String reason) ->
                            throw EngineProblem.noAnswer(reason);
                };
        Optional<ContainerEngine> greeted = greeting.take();
        ContainerEngine engine =
                greeted.isPresent() ? greeted.get() : ContainerEngine.greet(socket.path());
        try {
            Files.writeString(mark, socket.path() + "\n");
            JsonNode info = engine.info();
            EngineAbility ability = EngineAbility.of(engine.version(), info);
            Hosting hosting = Networks.provide(engine, ability, info, owner);
            var exits = new ExitWatch(engine, owner, news);
            exits.start();
            return new Hookup(engine, ability, exits, new ImageStore(news), hosting);
        } catch (EngineProblem | RuntimeException problem) {
            engine.close();
            throw problem;
        } catch (IOException broken) {
            engine.close();
            throw EngineProblem.noAnswer(
                    "where containers are could not be written to " + mark + ": " + broken);
        }
    }

    @Override
    public void close() {
        exits.close();
        engine.close();
    }
}
