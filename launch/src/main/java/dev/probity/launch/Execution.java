package dev.probity.launch;

/// A command that is under way.
@FunctionalInterface
public interface Execution {

    /// Kills it with all that it started. Its answer still comes.
    void abandon();
}
