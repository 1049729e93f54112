package dev.probity.engine;

/// The kubelet's phase of a pod, for a replica.
public enum Phase {
    /// No container has run yet.
    PENDING,
    RUNNING,
    /// Every main container has exited with 0 and will not be launched again.
    SUCCEEDED,
    /// Nothing will be launched again, and not all went well.
    FAILED;

    /// Whether nothing more happens by itself.
    public boolean isOver() {
        return this == SUCCEEDED || this == FAILED;
    }
}
