package dev.probity.spec.cluster;

import java.util.Optional;

/// What a service asks of a cluster.
///
/// @param autoscaling none: the number of replicas is fixed
/// @param disruptionBudget none: a cluster may move all replicas at once
/// @param securityContext none: what is safe for every image
public record ClusterNeeds(
        Optional<Autoscaling> autoscaling,
        Optional<DisruptionBudget> disruptionBudget,
        Optional<SecurityContext> securityContext) {

    /// Of a service that asks for nothing.
    public static final ClusterNeeds NONE =
            new ClusterNeeds(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isEmpty() {
        return autoscaling.isEmpty() && disruptionBudget.isEmpty() && securityContext.isEmpty();
    }
}
