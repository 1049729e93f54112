package dev.probity.cli.find;

import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.runtime.StateDirectory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which application a verb is about.
public final class Applications {
    private final StateDirectories states;
    private final Path directory;

    public Applications(Terminal terminal) {
        this.states = new StateDirectories(terminal.environment());
        this.directory = terminal.directory();
    }

    /// @throws Failure when none of that description runs, or more than one
    public StateDirectory running(Target target) {
        List<StateDirectory> running =
                candidates(target).stream().filter(StateDirectories::isRunning).toList();
        if (running.isEmpty() && target.isVague() && SpecFiles.inFolder(directory).isEmpty()) {
            // Nothing here could be meant, so the only one that runs is.
            running = states.all().stream().filter(StateDirectories::isRunning).toList();
        }
        return single(running, target);
    }

    /// One that runs if there is one, else one that has run.
    public StateDirectory known(Target target) {
        List<StateDirectory> candidates = candidates(target);
        boolean runs = candidates.stream().anyMatch(StateDirectories::isRunning);
        return runs || candidates.isEmpty() ? running(target) : single(candidates, target);
    }

    /// Whether none of that description runs, and exactly one has run.
    public boolean isOver(Target target) {
        List<StateDirectory> candidates = candidates(target);
        return candidates.size() == 1 && !StateDirectories.isRunning(candidates.getFirst());
    }

    public static boolean isRunning(StateDirectory state) {
        return StateDirectories.isRunning(state);
    }

    private List<StateDirectory> candidates(Target target) {
        return target.application()
                .map(states::named)
                .orElseGet(() -> states.ofFolder(folder(target)));
    }

    private Path folder(Target target) {
        Path path = target.file().map(directory::resolve).orElse(directory).normalize();
        if (Files.isDirectory(path)) {
            return path;
        }
        if (!Files.exists(path)) {
            throw Failure.usage("there is no file " + path);
        }
        return Optional.ofNullable(path.getParent()).orElse(path);
    }

    private StateDirectory single(List<StateDirectory> found, Target target) {
        if (found.isEmpty()) {
            throw Failure.nothingRunning("nothing runs " + target.describe(directory) + others());
        }
        if (found.size() > 1) {
            throw Failure.usage(
                    "more than one application runs; choose with --app: " + names(found));
        }
        return found.getFirst();
    }

    private String others() {
        List<StateDirectory> running =
                states.all().stream().filter(StateDirectories::isRunning).toList();
        return running.isEmpty() ? "; `probity run` starts it" : "; running: " + names(running);
    }

    private static String names(List<StateDirectory> states) {
        return states.stream()
                .map(StateDirectories::applicationOf)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
