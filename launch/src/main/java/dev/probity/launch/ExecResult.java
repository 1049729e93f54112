package dev.probity.launch;

import java.time.Duration;
import java.util.Optional;

/// How a command inside of an incarnation went.
public sealed interface ExecResult {

    /// @param code 128 + signal when a signal ended it
    /// @param stdout its head
    /// @param stderr its head
    record Exited(int code, String stdout, String stderr) implements ExecResult {}

    /// It was still running at the limit, or it was abandoned; it has been killed.
    ///
    /// @param output the heads of stdout and stderr
    record TimedOut(String output) implements ExecResult {}

    /// It never ran.
    ///
    /// @param reason in words for the user
    record CouldNotStart(String reason) implements ExecResult {}

    /// Why it was no success, in words for the user.
    ///
    /// @param limit that it had
    default Optional<String> failure(Duration limit) {
        return switch (this) {
            case Exited(int code, _, _) when code == 0 -> Optional.empty();
            case Exited(int code, String stdout, String stderr) ->
                    Optional.of(("exit code " + code + ": " + stdout + stderr).strip());
            case TimedOut _ -> Optional.of("was still running after " + limit.toSeconds() + " s");
            case CouldNotStart(String reason) -> Optional.of(reason);
        };
    }
}
