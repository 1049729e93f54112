package dev.probity.launch;

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
}
