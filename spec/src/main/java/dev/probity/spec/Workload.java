package dev.probity.spec;

import java.util.List;
import java.util.Optional;

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

    /// A container image, run by the container engine of this machine.
    ///
    /// @param command replaces the image's entrypoint unless empty; with it, the image's own
    ///   arguments are gone too, as in Kubernetes
    /// @param arguments replace the image's command unless empty
    /// @param build how the image is made; then it is not fetched
    record Image(
            String reference,
            List<String> command,
            List<String> arguments,
            PullPolicy pullPolicy,
            Optional<ImageBuild> build,
            Sandbox sandbox)
            implements Workload {
        public Image {
            command = List.copyOf(command);
            arguments = List.copyOf(arguments);
        }

        /// An image that is fetched when it is missing, in a plain sandbox.
        public Image(String reference, List<String> command, List<String> arguments) {
            this(
                    reference,
                    command,
                    arguments,
                    PullPolicy.IF_NOT_PRESENT,
                    Optional.empty(),
                    Sandbox.PLAIN);
        }

        /// The same image, told to run something else.
        public Image running(List<String> otherCommand, List<String> otherArguments) {
            return new Image(reference, otherCommand, otherArguments, pullPolicy, build, sandbox);
        }

        public Image within(Sandbox other) {
            return new Image(reference, command, arguments, pullPolicy, build, other);
        }
    }

    /// Something that was asked for and that this machine cannot run.
    ///
    /// @param kind what it is, in the words of its file, such as `project`
    /// @param remedy what the user can do about it, one sentence
    record Unrunnable(String kind, String remedy) implements Workload {}
}
