package dev.probity.launch;

/// Somebody's connection to a command that runs inside of an incarnation.
public interface Attachment extends Execution {

    /// Hands bytes to the command's standard input, waiting until it has begun and takes them; they
    /// are dropped once it has ended.
    void input(byte[] bytes);

    /// Ends the command's standard input.
    void endInput();
}
