package dev.probity.spec.written;

import dev.probity.spec.Binding;
import dev.probity.spec.Ingress;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;

import java.time.Duration;
import java.util.Map;

/// What a dialect's documents promise for values that nobody wrote.
///
/// @param rule whose defaults these are, as origins tell it
/// @param timings of each probe; what a probe type has no entry for is Kubernetes'
/// @param pathType of an ingress rule
/// @param preservePath of an ingress rule
public record Defaults(
        String rule,
        RestartPolicy restartPolicy,
        Duration terminationGracePeriod,
        Duration drainLimit,
        boolean healthyBeforeReady,
        Binding.Protocol protocol,
        Map<ProbeType, Timings> timings,
        Ingress.PathType pathType,
        boolean preservePath) {

    /// The numbers of a probe that says none.
    public record Timings(
            int initialDelaySeconds,
            int timeoutSeconds,
            int periodSeconds,
            int successThreshold,
            int failureThreshold) {

        /// R43.
        public static final Timings KUBERNETES = new Timings(0, 1, 10, 1, 3);
    }

    /// Those of `probity.yaml`.
    public static final Defaults PROBITY =
            asInKubernetes("probity.yaml", Binding.Protocol.HTTP, Map.of());

    public Defaults {
        timings = Map.copyOf(timings);
    }

    /// Those of a dialect whose replicas live as Pods do.
    ///
    /// @param protocol of a port that says none
    /// @param timings where they are not Kubernetes'
    public static Defaults asInKubernetes(
            String rule, Binding.Protocol protocol, Map<ProbeType, Timings> timings) {
        Duration grace = Duration.ofSeconds(30);
        return new Defaults(
                rule,
                RestartPolicy.ALWAYS,
                grace,
                grace,
                false,
                protocol,
                timings,
                Ingress.PathType.PREFIX,
                true);
    }

    /// The numbers for a probe of this type, and whose they are.
    public Timings timings(ProbeType type) {
        return timings.getOrDefault(type, Timings.KUBERNETES);
    }

    public String timingsRule(ProbeType type) {
        return timings.containsKey(type) ? rule : "Kubernetes";
    }
}
