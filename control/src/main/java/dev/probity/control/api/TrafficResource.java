package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.Json;
import dev.probity.gateway.pool.EndpointSnapshot;
import dev.probity.gateway.pool.PoolSnapshot;
import dev.probity.runtime.Notice;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.Application;
import dev.probity.spec.Binding;
import dev.probity.spec.Ingress;
import dev.probity.spec.Service;

import java.util.List;
import java.util.Optional;

/// What the gateway carries: each binding's pool with its endpoints, and the rules of the
/// ingresses. Counts are totals since the start; who wants rates asks twice.
final class TrafficResource {
    private final RunningApplication application;

    TrafficResource(Subject subject) {
        this.application = subject.application();
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "traffic", (_, _) -> Json.reply(traffic())));
    }

    private ObjectNode traffic() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        Optional<Application> present = application.snapshot().application();
        List<Notice.Listening> listening = application.listening();
        ArrayNode pools = answer.putArray("pools");
        for (PoolSnapshot pool : application.traffic()) {
            pool(pools.addObject(), pool, present, listening);
        }
        ArrayNode ingresses = answer.putArray("ingress");
        present.map(Application::ingresses)
                .orElse(List.of())
                .forEach(ingress -> ingress(ingresses.addObject(), ingress, listening));
        return answer;
    }

    private static void pool(
            ObjectNode node,
            PoolSnapshot pool,
            Optional<Application> application,
            List<Notice.Listening> listening) {
        node.put("pool", pool.name()).put("service", service(pool)).put("binding", binding(pool));
        application
                .flatMap(present -> present.service(service(pool)))
                .map(Service::bindings)
                .orElse(List.of())
                .stream()
                .filter(binding -> binding.name().equals(binding(pool)))
                .findFirst()
                .map(Binding::protocol)
                .ifPresent(protocol -> node.put("protocol", Words.of(protocol)));
        ArrayNode addresses = node.putArray("listening");
        listening.stream()
                .filter(each -> each.owner().equals(service(pool)))
                .filter(each -> each.binding().equals(binding(pool)))
                .forEach(each -> addresses.add(each.address().toString()));
        counts(node, pool);
        ArrayNode endpoints = node.putArray("endpoints");
        pool.endpoints().forEach(endpoint -> endpoint(endpoints.addObject(), endpoint));
    }

    /// `web` of `web/admin`
    static String service(PoolSnapshot pool) {
        return pool.name().split("/", 2)[0];
    }

    /// Empty for the only one of a service.
    private static String binding(PoolSnapshot pool) {
        int slash = pool.name().indexOf('/');
        return slash < 0 ? "" : pool.name().substring(slash + 1);
    }

    static void counts(ObjectNode node, PoolSnapshot pool) {
        List<EndpointSnapshot> endpoints = pool.endpoints();
        node.put("inFlight", pool.inFlight())
                .put("requests", pool.requests())
                .put("failures", endpoints.stream().mapToLong(EndpointSnapshot::failures).sum())
                .put("unserved", pool.unserved())
                .put("retries", endpoints.stream().mapToLong(EndpointSnapshot::retriesSaved).sum());
    }

    private static void endpoint(ObjectNode node, EndpointSnapshot endpoint) {
        node.put("replica", endpoint.endpoint().id())
                .put("address", endpoint.endpoint().host() + ":" + endpoint.endpoint().port())
                .put("requests", endpoint.requests())
                .put("inFlight", endpoint.inFlight())
                .put("failures", endpoint.failures())
                .put("serverErrors", endpoint.serverErrors())
                .put("inRotation", endpoint.inRotation());
    }

    private static void ingress(
            ObjectNode node, Ingress ingress, List<Notice.Listening> listening) {
        node.put("name", ingress.name());
        ArrayNode addresses = node.putArray("listening");
        listening.stream()
                .filter(each -> each.owner().equals(ingress.name()))
                .forEach(each -> addresses.add(each.address().toString()));
        ArrayNode rules = node.putArray("rules");
        for (Ingress.Rule rule : ingress.rules()) {
            ObjectNode one = rules.addObject();
            rule.host().ifPresent(host -> one.put("host", host));
            one.put("path", rule.path())
                    .put("pathType", Words.of(rule.pathType()))
                    .put("service", rule.service());
            if (!rule.binding().isEmpty()) {
                one.put("binding", rule.binding());
            }
        }
    }
}
