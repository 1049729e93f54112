package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.spec.Probe;

import java.time.Instant;
import java.util.function.LongFunction;

/// What is so at one moment, as JSON. Times are on the wall; what is absent is left out.
final class StatusJson {
    private static final int LONGEST_OUTPUT = 500; // characters

    private final LongFunction<Instant> wall;

    /// @param wall the moment on the wall for a time of the engine
    StatusJson(LongFunction<Instant> wall) {
        this.wall = wall;
    }

    /// All but the replicas.
    void service(ObjectNode json, ServiceView service) {
        json.put("name", service.name())
                .put("external", service.external())
                .put("running", service.running())
                .put("scale", service.scale());
        service.rollOut()
                .ifPresent(rollOut ->
                        json.putObject("rollOut")
                                .put("replacing", rollOut.replacing().toString())
                                .put("since", time(rollOut.since()))
                                .put("left", rollOut.left()));
    }

    void replica(ObjectNode json, ReplicaView replica) {
        json.put("id", replica.id().toString())
                .put("service", replica.id().service())
                .put("ordinal", replica.id().ordinal())
                .put("state", Words.of(replica.state()))
                .put("since", time(replica.since()))
                .put("phase", Words.of(replica.phase()))
                .put("restarts", replica.restarts())
                .put("started", replica.started())
                .put("ready", replica.ready())
                .put("inRotation", replica.inRotation())
                .put("quarantined", replica.quarantined());
        replica.main()
                .flatMap(ContainerView::incarnation)
                .ifPresent(incarnation -> json.put("incarnation", incarnation.name()));
        replica.backOffUntil().ifPresent(until -> json.put("backOffUntil", time(until)));
        replica.lastExit().ifPresent(exit -> HappeningJson.exit(json.putObject("lastExit"), exit));
        if (!replica.unmet().isEmpty()) {
            replica.unmet().forEach(json.putArray("unmet")::add);
        }
        ArrayNode containers = json.putArray("containers");
        replica.containers().forEach(container -> containers.add(container(container)));
    }

    private ObjectNode container(ContainerView container) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", container.name())
                        .put("kind", Words.of(container.kind()))
                        .put("status", Words.of(container.status()));
        container
                .incarnation()
                .ifPresent(incarnation -> json.put("incarnation", incarnation.name()));
        container.startedAt().ifPresent(at -> json.put("startedAt", time(at)));
        json.put("started", container.started())
                .put("ready", container.ready())
                .put("restarts", container.restarts());
        container.backOffUntil().ifPresent(until -> json.put("backOffUntil", time(until)));
        container.exit().ifPresent(exit -> HappeningJson.exit(json.putObject("lastExit"), exit));
        ArrayNode probes = json.putArray("probes");
        container.workers().forEach(worker -> probes.add(probe(worker)));
        return json;
    }

    ObjectNode probe(WorkerView worker) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", Words.of(worker.id().type()))
                        .put("container", worker.id().container());
        worker.verdict().ifPresent(verdict -> json.put("verdict", Words.of(verdict)));
        json.put("passing", worker.passing())
                .put("streak", worker.streak())
                .put("threshold", worker.threshold())
                .put("onHold", worker.onHold())
                .put("paused", worker.paused())
                .put("attempting", worker.attempting());
        worker.forced()
                .ifPresent(forced ->
                        json.putObject("forced")
                                .put("verdict", Words.of(forced.verdict()))
                                .put("until", time(forced.until())));
        worker.last()
                .ifPresent(last ->
                        json.putObject("last")
                                .put("time", time(last.at()))
                                .put("result", HappeningJson.result(last.outcome()))
                                .put("output", beginning(last.outcome().output()))
                                .put("milliseconds", last.took().toNanos() / 1e6));
        worker.nextDue().ifPresent(due -> json.put("nextDue", time(due)));
        numbers(json.putObject("probe"), worker.probe());
        return json;
    }

    /// All of it for a thousand replicas would be megabytes.
    private static String beginning(String output) {
        return output.length() <= LONGEST_OUTPUT
                ? output
                : output.substring(0, LONGEST_OUTPUT) + "…";
    }

    private static void numbers(ObjectNode json, Probe probe) {
        json.put("handler", HandlerText.of(probe.handler()))
                .put("initialDelaySeconds", HappeningJson.seconds(probe.initialDelay()))
                .put("periodSeconds", HappeningJson.seconds(probe.period()))
                .put("timeoutSeconds", HappeningJson.seconds(probe.timeout()))
                .put("successThreshold", probe.successThreshold())
                .put("failureThreshold", probe.failureThreshold());
    }

    private String time(long at) {
        return wall.apply(at).toString();
    }
}
