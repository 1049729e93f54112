package dev.probity.sdk;

import dev.probity.spec.Workload;

import java.util.List;

/// A program of this machine. A cluster cannot run one, unless it is a jar that is built into an
/// image.
///
/// @param command the program and its arguments; `{port}` becomes the replica's own port
public record Program(List<String> command) implements Source {
    /// @throws IllegalArgumentException when there is no word in it
    public Program {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a program needs at least its name");
        }
    }

    public static Program of(String... command) {
        return new Program(List.of(command));
    }

    Workload workload() {
        return new Workload.Command(command);
    }
}
