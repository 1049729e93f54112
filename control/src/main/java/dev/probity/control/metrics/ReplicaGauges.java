package dev.probity.control.metrics;

import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.runtime.RunningApplication;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Replicas as they are when somebody asks.
final class ReplicaGauges {
    private final PrometheusRegistry registry;
    private final RunningApplication application;

    ReplicaGauges(PrometheusRegistry registry, RunningApplication application) {
        this.registry = registry;
        this.application = application;
    }

    void register() {
        GaugeWithCallback.builder()
                .name("probity_service_replicas")
                .help("How many replicas of a service are wanted")
                .labelNames("service")
                .callback(callback -> services((service, wanted) -> callback.call(wanted, service)))
                .register(registry);
        gauge("ready", "Whether a replica is ready, as a kubelet says it", ReplicaView::ready);
        gauge("in_rotation", "Whether a replica takes traffic", ReplicaView::inRotation);
        CounterWithCallback.builder()
                .name("probity_replica_restarts_total")
                .help("Launches of a replica after its first one")
                .labelNames("service", "pod")
                .callback(callback ->
                        replicas(
                                ReplicaView::restarts,
                                (names, value) -> callback.call(value, names)))
                .register(registry);
    }

    private void gauge(String name, String help, Predicate<ReplicaView> flag) {
        GaugeWithCallback.builder()
                .name("probity_replica_" + name)
                .help(help)
                .labelNames("service", "pod")
                .callback(callback ->
                        replicas(
                                replica -> flag.test(replica) ? 1 : 0,
                                (names, value) -> callback.call(value, names)))
                .register(registry);
    }

    private void services(ObjDoubleConsumer<String> consumer) {
        for (ServiceView service : application.snapshot().services()) {
            consumer.accept(service.name(), service.running() ? service.scale() : 0);
        }
    }

    private void replicas(
            ToDoubleFunction<ReplicaView> value, ObjDoubleConsumer<String[]> consumer) {
        for (ServiceView service : application.snapshot().services()) {
            for (ReplicaView replica : service.replicas()) {
                consumer.accept(
                        new String[] {service.name(), replica.id().toString()},
                        value.applyAsDouble(replica));
            }
        }
    }
}
