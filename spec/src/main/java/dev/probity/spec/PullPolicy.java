package dev.probity.spec;

/// When an image is fetched from its registry, in Kubernetes' sense.
public enum PullPolicy {
    IF_NOT_PRESENT,
    ALWAYS,
    NEVER
}
