package dev.probity.health.prometheus;

import dev.probity.health.http.Endpoints;
import dev.probity.health.metrics.Metric;
import dev.probity.health.metrics.Metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.util.Map;
import java.util.TreeMap;

/// Reads the metrics of a service's health when a registry is scraped: `registry.register(new
/// HealthCollector(endpoints))`.
public final class HealthCollector implements MultiCollector {
    private final Endpoints endpoints;

    public HealthCollector(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(
                Metrics.of(endpoints).stream().map(HealthCollector::snapshot).toList());
    }

    private static MetricSnapshot snapshot(Metric metric) {
        return switch (metric.type()) {
            case COUNTER -> counter(metric);
            case GAUGE -> gauge(metric);
        };
    }

    private static MetricSnapshot counter(Metric metric) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(metric.name()).help(metric.help());
        for (Metric.Sample sample : metric.samples()) {
            counter.dataPoint(
                    CounterDataPointSnapshot.builder()
                            .labels(labels(sample.labels()))
                            .value(sample.value())
                            .build());
        }
        return counter.build();
    }

    private static MetricSnapshot gauge(Metric metric) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(metric.name()).help(metric.help());
        for (Metric.Sample sample : metric.samples()) {
            gauge.dataPoint(
                    GaugeDataPointSnapshot.builder()
                            .labels(labels(sample.labels()))
                            .value(sample.value())
                            .build());
        }
        return gauge.build();
    }

    private static Labels labels(Map<String, String> labels) {
        Labels.Builder all = Labels.builder();
        new TreeMap<>(labels).forEach(all::label);
        return all.build();
    }
}
