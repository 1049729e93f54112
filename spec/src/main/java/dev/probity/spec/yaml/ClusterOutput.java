package dev.probity.spec.yaml;

import dev.probity.spec.cluster.Autoscaling;
import dev.probity.spec.cluster.ClusterNeeds;
import dev.probity.spec.cluster.DisruptionBudget;
import dev.probity.spec.cluster.SecurityContext;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.output.Output.Words;

/// Writes what a service asks of a cluster.
final class ClusterOutput {
    private ClusterOutput() {}

    static void add(Branch branch, String path, ClusterNeeds needs) {
        needs.autoscaling()
                .ifPresent(found ->
                        branch.put("autoscaling", autoscaling(path + ".autoscaling", found)));
        needs.disruptionBudget()
                .ifPresent(found ->
                        branch.put("disruptionBudget", budget(path + ".disruptionBudget", found)));
        needs.securityContext()
                .ifPresent(found ->
                        branch.put("securityContext", security(path + ".securityContext", found)));
    }

    private static Branch autoscaling(String path, Autoscaling scaling) {
        Branch branch =
                new Branch()
                        .leaf("minReplicas", path, scaling.minReplicas())
                        .leaf("maxReplicas", path, scaling.maxReplicas());
        scaling.cpuPercent()
                .ifPresent(share -> branch.leaf("targetCPUUtilizationPercentage", path, share));
        scaling.memoryPercent()
                .ifPresent(share -> branch.leaf("targetMemoryUtilizationPercentage", path, share));
        return branch;
    }

    private static Branch budget(String path, DisruptionBudget budget) {
        String key =
                switch (budget.bound()) {
                    case MIN_AVAILABLE -> "minAvailable";
                    case MAX_UNAVAILABLE -> "maxUnavailable";
                };
        return new Branch().leaf(key, path, budget.amount());
    }

    private static Branch security(String path, SecurityContext context) {
        Branch branch =
                new Branch()
                        .leaf("runAsNonRoot", path, context.runAsNonRoot())
                        .leaf("allowPrivilegeEscalation", path, context.allowPrivilegeEscalation());
        context.runAsGroup().ifPresent(group -> branch.leaf("runAsGroup", path, group));
        context.fsGroup().ifPresent(group -> branch.leaf("fsGroup", path, group));
        return branch.put(
                "capabilities",
                new Branch()
                        .put("add", new Words(path, context.addedCapabilities()))
                        .put("drop", new Words(path, context.droppedCapabilities())));
    }
}
