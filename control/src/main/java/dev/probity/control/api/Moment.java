package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.api.ResourceRates.Rate;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot;
import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.gateway.pool.EndpointSnapshot;
import dev.probity.gateway.pool.PoolSnapshot;
import dev.probity.runtime.Notice;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.Dependency;
import dev.probity.spec.Service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything at one moment, each thing asked for once however many replicas there are.
final class Moment {
    private final RunningApplication application;
    private final Snapshot snapshot;
    private final StatusJson json;
    private final List<PoolSnapshot> pools;
    private final Map<String, List<EndpointSnapshot>> endpoints = new HashMap<>();
    private final Map<ReplicaId, Rate> rates;

    Moment(RunningApplication application, ResourceRates rates) {
        this.application = application;
        this.snapshot = application.snapshot();
        this.json = new StatusJson(application::time);
        this.pools = application.traffic();
        this.rates = rates.now();
        for (PoolSnapshot pool : pools) {
            for (EndpointSnapshot endpoint : pool.endpoints()) {
                endpoints
                        .computeIfAbsent(endpoint.endpoint().id(), _ -> new ArrayList<>())
                        .add(endpoint);
            }
        }
    }

    Snapshot snapshot() {
        return snapshot;
    }

    void services(ArrayNode all) {
        snapshot.services().forEach(service -> service(all.addObject(), service));
    }

    void replicas(ArrayNode all) {
        snapshot.services().stream()
                .flatMap(service -> service.replicas().stream())
                .forEach(replica -> replica(all.addObject(), replica));
    }

    void service(ObjectNode node, ServiceView service) {
        json.service(node, service);
        ArrayNode replicas = node.putArray("replicas");
        service.replicas().forEach(replica -> replica(replicas.addObject(), replica));
        snapshot.application()
                .flatMap(present -> present.service(service.name()))
                .ifPresent(wanted -> wanted(node, wanted));
        ArrayNode addresses = node.putArray("addresses");
        for (Notice.Listening listening : application.listening()) {
            if (listening.owner().equals(service.name())) {
                addresses.add(listening.address().toString());
            }
        }
        ArrayNode traffic = node.putArray("traffic");
        for (PoolSnapshot pool : pools) {
            if (TrafficResource.service(pool).equals(service.name())) {
                TrafficResource.counts(traffic.addObject().put("pool", pool.name()), pool);
            }
        }
    }

    private static void wanted(ObjectNode node, Service service) {
        ArrayNode dependencies = node.putArray("dependsOn");
        for (Dependency dependency : service.dependsOn()) {
            dependencies
                    .addObject()
                    .put("service", dependency.service())
                    .put("condition", Words.of(dependency.condition()));
        }
        service.tags().forEach(node.putArray("tags")::add);
    }

    void replica(ObjectNode node, ReplicaView replica) {
        json.replica(node, replica);
        ObjectNode ports = node.putObject("ports");
        replica.main()
                .flatMap(ContainerView::incarnation)
                .map(application::ports)
                .ifPresent(own -> own.forEach((port, number) -> ports.put(port.name(), number)));
        Rate rate = rates.get(replica.id());
        if (rate != null) {
            ObjectNode resources = node.putObject("resources");
            rate.cores().ifPresent(cores -> resources.put("cpu", rounded(cores)));
            resources.put("memoryBytes", rate.memoryBytes());
        }
        traffic(node.putObject("traffic"), replica.id());
        Budget.of(replica, snapshot.now())
                .ifPresent(budget -> budget.write(node.putObject("budget")));
    }

    private static double rounded(double cores) {
        return Math.round(cores * 1000) / 1000.0;
    }

    private void traffic(ObjectNode node, ReplicaId replica) {
        List<EndpointSnapshot> own = endpoints.getOrDefault(replica.toString(), List.of());
        node.put("requests", own.stream().mapToLong(EndpointSnapshot::requests).sum())
                .put("inFlight", own.stream().mapToInt(EndpointSnapshot::inFlight).sum())
                .put("failures", own.stream().mapToLong(EndpointSnapshot::failures).sum());
    }
}
