package dev.probity.health.metrics;

import java.util.List;
import java.util.Map;

/// One metric with its values. Labels are names of checks and groups and HTTP statuses: there are
/// only so many, and none says what an exception said.
///
/// @param name as Prometheus writes it, without `_total`
public record Metric(String name, String help, Type type, List<Sample> samples) {
    public enum Type {
        COUNTER,
        GAUGE
    }

    public record Sample(Map<String, String> labels, double value) {}

    public Metric {
        samples = List.copyOf(samples);
    }
}
