package dev.probity.health.micrometer;

import dev.probity.health.http.Endpoints;
import dev.probity.health.metrics.Metric;
import dev.probity.health.metrics.Metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.util.Map;

/// Binds the metrics of a service's checks and groups: `new
/// HealthMeters(endpoints).bindTo(registry)`.
///
/// What has no value yet when it is bound, such as requests that nobody has made, is not bound: the
/// host counts its requests itself.
public final class HealthMeters implements MeterBinder {
    private final Endpoints endpoints;

    public HealthMeters(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Metric metric : Metrics.of(endpoints)) {
            for (Metric.Sample sample : metric.samples()) {
                bind(registry, metric, sample.labels());
            }
        }
    }

    private void bind(MeterRegistry registry, Metric metric, Map<String, String> labels) {
        String name = metric.name().replace('_', '.');
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        switch (metric.type()) {
            case COUNTER ->
                    FunctionCounter.builder(name, this, me -> me.value(metric.name(), labels))
                            .description(metric.help())
                            .tags(tags)
                            .register(registry);
            case GAUGE ->
                    Gauge.builder(name, this, me -> me.value(metric.name(), labels))
                            .description(metric.help())
                            .tags(tags)
                            .strongReference(true)
                            .register(registry);
        }
    }

    private double value(String name, Map<String, String> labels) {
        return Metrics.of(endpoints).stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> metric.samples().stream())
                .filter(sample -> sample.labels().equals(labels))
                .mapToDouble(Metric.Sample::value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
