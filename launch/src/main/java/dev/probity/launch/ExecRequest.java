package dev.probity.launch;

import java.time.Duration;
import java.util.List;

/// A command to run inside of an incarnation, without a shell.
///
/// @param limit counted from the asking; when it is over the command's whole tree is killed
/// @param outputLimit how many bytes of each stream are wanted; the rest is drained
public record ExecRequest(List<String> command, Duration limit, int outputLimit) {
    public ExecRequest {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a command has at least a program");
        }
    }
}
