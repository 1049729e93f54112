package dev.probity.control.metrics;

import dev.probity.engine.Happening.Attempted;
import dev.probity.engine.Outcome;
import dev.probity.engine.WorkerId;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// The kubelet's two metrics of probes: kept attempts are counted, durations are those of successes
/// only, and an asking that broke is in neither (R45).
final class ProbeCounters {
    private final Counter total;
    private final Histogram duration;

    ProbeCounters(PrometheusRegistry registry) {
        this.total =
                Counter.builder()
                        .name("prober_probe_total")
                        .help("Probe attempts by result: successful or failed")
                        .labelNames("probe_type", "service", "pod", "container", "result")
                        .register(registry);
        this.duration =
                Histogram.builder()
                        .name("prober_probe_duration_seconds")
                        .help("How long successful probe attempts took")
                        .classicOnly()
                        .labelNames("probe_type", "service", "pod", "container")
                        .register(registry);
    }

    void count(Attempted attempted) {
        switch (attempted.outcome()) {
            case Outcome.Success _, Outcome.Warning _ -> {
                total(attempted, "successful");
                observe(attempted);
            }
            case Outcome.Failure _, Outcome.Unknown _ -> total(attempted, "failed");
            case Outcome.Inconclusive _ -> {}
        }
    }

    private void total(Attempted attempted, String result) {
        WorkerId who = attempted.worker();
        total.labelValues(
                        who.type().title(),
                        who.replica().service(),
                        who.replica().toString(),
                        who.container(),
                        result)
                .inc();
    }

    private void observe(Attempted attempted) {
        WorkerId who = attempted.worker();
        duration.labelValues(
                        who.type().title(),
                        who.replica().service(),
                        who.replica().toString(),
                        who.container())
                .observe(attempted.took().toNanos() / 1e9);
    }
}
