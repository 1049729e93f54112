package dev.probity.engine.fleet;

/// Whether a service is to run.
public enum Wanted {
    RUNNING,
    /// Its slots stay.
    STOPPED,
    /// It is no longer in the application.
    GONE
}
