package dev.probity.spec.cluster;

import java.util.OptionalInt;

/// More replicas under load, fewer without: a HorizontalPodAutoscaler. At least one target is
/// given.
///
/// @param minReplicas at least 1; the service's `replicas` unless given
/// @param maxReplicas at least as many
/// @param cpuPercent what is aimed at, on average, of the processors that a replica may use
/// @param memoryPercent likewise, of its memory
public record Autoscaling(
        int minReplicas, int maxReplicas, OptionalInt cpuPercent, OptionalInt memoryPercent) {
    public Autoscaling {
        if (minReplicas < 1 || maxReplicas < minReplicas) {
            throw new IllegalArgumentException(
                    "from %d to %d replicas".formatted(minReplicas, maxReplicas));
        }
        if (cpuPercent.isEmpty() && memoryPercent.isEmpty()) {
            throw new IllegalArgumentException("autoscaling without a target");
        }
    }
}
