package dev.probity.spec;

import java.time.Duration;
import java.util.Optional;

/// A configured, repeated question. The meaning of every number is the kubelet's.
///
/// @param initialDelay counted from the start of the incarnation, in whole seconds
/// @param period from tick to tick
/// @param timeout of one try
/// @param successThreshold successes in a row until the verdict passes; 1 for startup, liveness
/// @param failureThreshold failures in a row until the verdict fails
/// @param terminationGracePeriod replaces the service's when this probe causes the kill
public record Probe(
        Handler handler,
        Duration initialDelay,
        Duration period,
        Duration timeout,
        int successThreshold,
        int failureThreshold,
        Optional<Duration> terminationGracePeriod) {

    /// The same probe, told to be more or less patient.
    public Probe withThresholds(int success, int failure) {
        return new Probe(
                handler, initialDelay, period, timeout, success, failure, terminationGracePeriod);
    }
}
