package dev.probity.control.metrics;

import dev.probity.gateway.pool.EndpointSnapshot;
import dev.probity.gateway.pool.PoolSnapshot;
import dev.probity.runtime.RunningApplication;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.util.function.ToDoubleFunction;

/// The gateway's counts, read when somebody asks.
///
/// Per pool: endpoints come and go with restarts, and a counter must not.
final class TrafficCounters {
    private final PrometheusRegistry registry;
    private final RunningApplication application;

    TrafficCounters(PrometheusRegistry registry, RunningApplication application) {
        this.registry = registry;
        this.application = application;
    }

    void register() {
        sum(
                "requests_total",
                "Requests and connections that were sent to a replica",
                EndpointSnapshot::requests);
        sum(
                "failures_total",
                "Tries that a replica refused, reset, let time out or broke",
                EndpointSnapshot::failures);
        sum(
                "retries_saved_total",
                "Failures that no client noticed",
                EndpointSnapshot::retriesSaved);
        sum("sent_bytes_total", "Bytes to replicas", EndpointSnapshot::bytesToEndpoint);
        sum("received_bytes_total", "Bytes from replicas", EndpointSnapshot::bytesFromEndpoint);
        counter(
                "unserved_total",
                "Requests and connections that found no replica in rotation",
                PoolSnapshot::unserved);
        GaugeWithCallback.builder()
                .name("probity_gateway_in_flight")
                .help("Requests and connections that have not ended")
                .labelNames("pool")
                .callback(callback -> {
                    for (PoolSnapshot pool : application.traffic()) {
                        callback.call(pool.inFlight(), pool.name());
                    }
                })
                .register(registry);
    }

    private void sum(String name, String help, ToDoubleFunction<EndpointSnapshot> value) {
        counter(name, help, pool -> pool.endpoints().stream().mapToDouble(value).sum());
    }

    private void counter(String name, String help, ToDoubleFunction<PoolSnapshot> value) {
        CounterWithCallback.builder()
                .name("probity_gateway_" + name)
                .help(help)
                .labelNames("pool")
                .callback(callback -> {
                    for (PoolSnapshot pool : application.traffic()) {
                        callback.call(value.applyAsDouble(pool), pool.name());
                    }
                })
                .register(registry);
    }
}
