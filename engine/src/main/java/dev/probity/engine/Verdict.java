package dev.probity.engine;

/// What is believed now of one probe for one incarnation: the kubelet's cached result.
public enum Verdict {
    UNKNOWN,
    PASSING,
    FAILING
}
