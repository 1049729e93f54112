package dev.probity.spec;

import java.util.List;

/// What a container runs.
public sealed interface Workload {

    /// A program of this machine, started without a shell.
    ///
    /// @param command the program and its arguments; `{port}` and `{port:NAME}` in them become the
    ///   replica's own port, `{env:NAME}` the value in the environment that it is launched with
    ///   (nothing when it has none)
    record Command(List<String> command) implements Workload {
        public Command {
            command = List.copyOf(command);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("a command has at least a program");
            }
        }
    }

    /// A container image.
    ///
    /// @param command replaces the image's entrypoint unless empty
    /// @param arguments replace the image's command unless empty
    record Image(String reference, List<String> command, List<String> arguments)
            implements Workload {
        public Image {
            command = List.copyOf(command);
            arguments = List.copyOf(arguments);
        }
    }

    /// Something that was asked for and that this machine cannot run.
    ///
    /// @param kind what it is, in the words of its file, such as `project`
    /// @param remedy what the user can do about it, one sentence
    record Unrunnable(String kind, String remedy) implements Workload {}
}
