package dev.probity.dialects.kubernetes.output;

import dev.probity.spec.Service;
import dev.probity.spec.cluster.Autoscaling;
import dev.probity.spec.cluster.DisruptionBudget;
import dev.probity.spec.output.Output.Branch;

import java.util.ArrayList;
import java.util.List;

/// What keeps enough replicas of one service: the PodDisruptionBudget and the
/// HorizontalPodAutoscaler that it asks for.
final class AvailabilityOutput {
    private final Service service;
    private final Labelled labelled;

    AvailabilityOutput(Service service, Labelled labelled) {
        this.service = service;
        this.labelled = labelled;
    }

    /// @param workload what runs the replicas
    List<Branch> documents(ObjectType workload) {
        List<Branch> documents = new ArrayList<>();
        service.cluster()
                .flatMap(needs -> needs.disruptionBudget())
                .ifPresent(budget -> documents.add(budget(budget)));
        service.cluster()
                .flatMap(needs -> needs.autoscaling())
                .ifPresent(scaling -> documents.add(autoscaler(scaling, workload)));
        return documents;
    }

    private Branch budget(DisruptionBudget budget) {
        String key =
                switch (budget.bound()) {
                    case MIN_AVAILABLE -> "minAvailable";
                    case MAX_UNAVAILABLE -> "maxUnavailable";
                };
        Branch spec =
                new Branch()
                        .leaf(key, amount(budget.amount()))
                        .put(
                                "selector",
                                new Branch().put("matchLabels", Labelled.selector(service.name())));
        return head(ObjectType.POD_DISRUPTION_BUDGET).put("spec", spec);
    }

    /// A number where it is one: Kubernetes takes a text for a share.
    private static Object amount(String amount) {
        return amount.endsWith("%") ? amount : (Object) Integer.parseInt(amount);
    }

    private Branch autoscaler(Autoscaling scaling, ObjectType workload) {
        List<Branch> metrics = new ArrayList<>();
        scaling.cpuPercent().ifPresent(share -> metrics.add(metric("cpu", share)));
        scaling.memoryPercent().ifPresent(share -> metrics.add(metric("memory", share)));
        Branch target =
                new Branch()
                        .leaf("apiVersion", workload.version())
                        .leaf("kind", workload.kind())
                        .leaf("name", service.name());
        return head(ObjectType.HORIZONTAL_POD_AUTOSCALER)
                .put(
                        "spec",
                        new Branch()
                                .put("scaleTargetRef", target)
                                .leaf("minReplicas", scaling.minReplicas())
                                .leaf("maxReplicas", scaling.maxReplicas())
                                .items("metrics", metrics));
    }

    private static Branch metric(String resource, int share) {
        Branch target = new Branch().leaf("type", "Utilization").leaf("averageUtilization", share);
        return new Branch()
                .leaf("type", "Resource")
                .put("resource", new Branch().leaf("name", resource).put("target", target));
    }

    private Branch head(ObjectType type) {
        return labelled.head(type, service.name(), service.name());
    }
}
