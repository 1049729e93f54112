package dev.probity.spec.written;

import dev.probity.spec.Located;
import dev.probity.spec.cluster.Autoscaling;
import dev.probity.spec.cluster.DisruptionBudget;
import dev.probity.spec.cluster.SecurityContext;

import java.util.Optional;

/// What a service asks of a cluster, as written.
public record WrittenClusterNeeds(
        Optional<Located<Autoscaling>> autoscaling,
        Optional<Located<DisruptionBudget>> disruptionBudget,
        Optional<Located<SecurityContext>> securityContext) {

    /// Of a file that has no words for it.
    public static final WrittenClusterNeeds NONE =
            new WrittenClusterNeeds(Optional.empty(), Optional.empty(), Optional.empty());
}
