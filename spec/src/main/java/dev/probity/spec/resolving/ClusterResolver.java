package dev.probity.spec.resolving;

import dev.probity.spec.Container;
import dev.probity.spec.Located;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Workload;
import dev.probity.spec.cluster.Autoscaling;
import dev.probity.spec.cluster.ClusterNeeds;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.written.WrittenClusterNeeds;
import dev.probity.spec.written.WrittenService;

import java.util.List;
import java.util.Optional;

/// Resolves what one service asks of a cluster.
final class ClusterResolver {
    private final String path;
    private final Account account;

    ClusterResolver(String path, Account account) {
        this.path = path;
        this.account = account;
    }

    /// Nothing when it asks for nothing.
    Optional<ClusterNeeds> resolve(WrittenService written, List<Container> containers) {
        WrittenClusterNeeds wanted = written.cluster();
        wanted.autoscaling().ifPresent(scaling -> checkMeasure(scaling, containers));
        if (!stays(written)) {
            wanted.autoscaling().ifPresent(found -> refuse("autoscaling", found));
            wanted.disruptionBudget().ifPresent(found -> refuse("disruptionBudget", found));
        }
        ClusterNeeds needs =
                new ClusterNeeds(
                        account.take(path + ".autoscaling", wanted.autoscaling()),
                        account.take(path + ".disruptionBudget", wanted.disruptionBudget()),
                        account.take(path + ".securityContext", wanted.securityContext()));
        return needs.isEmpty() ? Optional.empty() : Optional.of(needs);
    }

    private static boolean stays(WrittenService written) {
        return written.restartPolicy().map(Located::value).orElse(RestartPolicy.ALWAYS)
                == RestartPolicy.ALWAYS;
    }

    private void refuse(String key, Located<?> found) {
        account.diagnostics()
                .error(
                        SpecCode.CONFLICT,
                        found.origin(),
                        path + "." + key + " is for services that stay, and this one ends",
                        "leave out \"" + key + "\", or let restartPolicy be Always");
    }

    /// A share is one of what a replica may use, so that has to be known.
    private void checkMeasure(Located<Autoscaling> scaling, List<Container> containers) {
        boolean cpu = containers.stream().allMatch(ClusterResolver::hasCpu);
        boolean memory = containers.stream().allMatch(ClusterResolver::hasMemory);
        if (scaling.value().cpuPercent().isPresent() && !cpu) {
            missing(scaling, "targetCPUUtilizationPercentage", "cpu");
        }
        if (scaling.value().memoryPercent().isPresent() && !memory) {
            missing(scaling, "targetMemoryUtilizationPercentage", "memory");
        }
    }

    private void missing(Located<?> scaling, String key, String resource) {
        account.diagnostics()
                .error(
                        SpecCode.MISSING_KEY,
                        scaling.origin(),
                        path
                                + ".autoscaling."
                                + key
                                + " is a share of resources."
                                + resource
                                + ", which is not given",
                        "give resources: {%s: …} to every container".formatted(resource));
    }

    private static boolean hasCpu(Container container) {
        return container.workload() instanceof Workload.Image image
                && image.sandbox().cpuMillis().isPresent();
    }

    private static boolean hasMemory(Container container) {
        return container.workload() instanceof Workload.Image image
                && image.sandbox().memory().isPresent();
    }
}
