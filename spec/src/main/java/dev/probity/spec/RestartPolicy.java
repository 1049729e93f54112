package dev.probity.spec;

/// Whether an exited container is launched again; Kubernetes' three.
public enum RestartPolicy {
    ALWAYS,
    ON_FAILURE,
    NEVER
}
