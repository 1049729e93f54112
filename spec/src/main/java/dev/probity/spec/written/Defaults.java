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
            new Defaults(
                    "probity.yaml",
                    RestartPolicy.ALWAYS,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    false,
                    Binding.Protocol.HTTP,
                    Map.of(),
                    Ingress.PathType.PREFIX,
                    true);

    public Defaults {
        timings = Map.copyOf(timings);
    }

    /// The numbers for a probe of this type, and whose they are.
    public Timings timings(ProbeType type) {
        return timings.getOrDefault(type, Timings.KUBERNETES);
    }

    public String timingsRule(ProbeType type) {
        return timings.containsKey(type) ? rule : "Kubernetes";
    }
}
