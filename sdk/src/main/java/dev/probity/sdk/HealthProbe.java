package dev.probity.sdk;

import dev.probity.spec.written.WrittenProbe;

import java.util.List;
import java.util.Optional;

/// How, how often and how patiently a program is asked. The defaults are Kubernetes'. What is out
/// of range is told by {@link Service#validate}, with all other problems.
///
/// @param config what is asked
/// @param initialDelaySeconds from the start of the program to the first attempt; 0 unless given
/// @param periodSeconds between attempts, at least 1; 10 unless given
/// @param timeoutSeconds how long an answer may take, at least 1; 1 unless given
/// @param successThreshold successes in a row until the probe passes; 1 unless given, and always 1
///   for a liveness and a startup probe
/// @param failureThreshold failures in a row until it fails, at least 1; 3 unless given
public record HealthProbe(
        HttpProbe config,
        int initialDelaySeconds,
        int periodSeconds,
        int timeoutSeconds,
        int successThreshold,
        int failureThreshold) {

    /// With all defaults.
    public static HealthProbe of(HttpProbe config) {
        return new HealthProbe(config, 0, 10, 1, 1, 3);
    }

    public HealthProbe withInitialDelaySeconds(int seconds) {
        return new HealthProbe(
                config, seconds, periodSeconds, timeoutSeconds, successThreshold, failureThreshold);
    }

    public HealthProbe withPeriodSeconds(int seconds) {
        return new HealthProbe(
                config,
                initialDelaySeconds,
                seconds,
                timeoutSeconds,
                successThreshold,
                failureThreshold);
    }

    public HealthProbe withTimeoutSeconds(int seconds) {
        return new HealthProbe(
                config,
                initialDelaySeconds,
                periodSeconds,
                seconds,
                successThreshold,
                failureThreshold);
    }

    public HealthProbe withSuccessThreshold(int count) {
        return new HealthProbe(
                config,
                initialDelaySeconds,
                periodSeconds,
                timeoutSeconds,
                count,
                failureThreshold);
    }

    public HealthProbe withFailureThreshold(int count) {
        return new HealthProbe(
                config,
                initialDelaySeconds,
                periodSeconds,
                timeoutSeconds,
                successThreshold,
                count);
    }

    WrittenProbe written(Place place) {
        return new WrittenProbe(
                place.origin(),
                List.of(place.at(config.written(place))),
                Optional.of(place.at(initialDelaySeconds)),
                Optional.of(place.at(timeoutSeconds)),
                Optional.of(place.at(periodSeconds)),
                Optional.of(place.at(successThreshold)),
                Optional.of(place.at(failureThreshold)),
                Optional.empty());
    }
}
