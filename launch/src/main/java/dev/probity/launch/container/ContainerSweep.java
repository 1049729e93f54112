package dev.probity.launch.container;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.launch.container.rest.EngineProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the containers of a run that was killed, by its label, and removes them: them, their
/// network, and nothing else.
///
/// To be done by whoever holds the application's lock, before the first launch.
public final class ContainerSweep {
    private static final String UNNAMED = "?";

    private ContainerSweep() {}

    /// What a sweep has come to.
    ///
    /// @param removed names of incarnations
    /// @param problems why something may be left, in words for the user
    public record Swept(List<String> removed, List<String> problems) {
        public Swept {
            removed = List.copyOf(removed);
            problems = List.copyOf(problems);
        }
    }

    /// @param mark the one that the earlier run's {@link ContainerLauncher} was given; without it
    ///   no engine is asked
    public static Swept of(Path mark, Owner owner) {
        List<String> removed = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try {
            Path socket = Path.of(Files.readString(mark).strip());
            try (ContainerEngine engine = ContainerEngine.at(socket)) {
                sweep(engine, owner, removed, problems);
            }
            if (problems.isEmpty()) {
                Files.deleteIfExists(mark);
            }
        } catch (NoSuchFileException _) {
            // the usual case: nothing was left, or there never were containers
        } catch (EngineProblem | IOException problem) {
            problems.add(
                    "containers of an earlier run may be left, and will be looked for again: "
                            + problem.getMessage());
        }
        return new Swept(removed, problems);
    }

    private static void sweep(
            ContainerEngine engine, Owner owner, List<String> removed, List<String> problems)
            throws EngineProblem {
        for (JsonNode container : engine.list(owner.label())) {
            String incarnation = container.path("Labels").path(Owner.INCARNATION).asText(UNNAMED);
            try {
                engine.remove(container.path("Id").asText());
                removed.add(incarnation);
            } catch (EngineProblem problem) {
                problems.add(
                        "container %s of an earlier run is left: %s"
                                .formatted(incarnation, problem.reason()));
            }
        }
        Networks.remove(engine, owner);
        owner.sharedFolders().clear().ifPresent(problems::add);
    }
}
