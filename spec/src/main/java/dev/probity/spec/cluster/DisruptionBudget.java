package dev.probity.spec.cluster;

/// How many replicas a cluster may take away at a time when it empties a node: a
/// PodDisruptionBudget.
///
/// @param amount replicas, such as `1`, or a share of them, such as `50%`
public record DisruptionBudget(Bound bound, String amount) {

    /// What the amount limits.
    public enum Bound {
        MIN_AVAILABLE,
        MAX_UNAVAILABLE
    }
}
