package dev.probity.launch;

/// Follows a command that somebody is attached to.
public interface ExecListener {

    /// Bytes as they came. While it blocks, the command's stream is not read from.
    void output(Output stream, byte[] bytes);

    /// Called once, after the last output.
    ///
    /// @param result an {@link ExecResult.Exited} has empty texts: they went to {@link #output}
    void ended(ExecResult result);
}
