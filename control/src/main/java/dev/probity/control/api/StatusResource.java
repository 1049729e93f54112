package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.Json;
import dev.probity.control.http.Reply;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.gateway.pool.EndpointSnapshot;
import dev.probity.gateway.pool.PoolSnapshot;
import dev.probity.runtime.Notice;
import dev.probity.runtime.ProbeHistory;
import dev.probity.runtime.RunningApplication;
import dev.probity.spec.Application;

import java.time.Instant;
import java.util.List;

/// What is so: the application, its services and replicas, their probes.
final class StatusResource {
    private final Subject subject;
    private final RunningApplication application;
    private final StatusJson json;
    private final boolean readOnly;

    StatusResource(Subject subject, boolean readOnly) {
        this.subject = subject;
        this.readOnly = readOnly;
        this.application = subject.application();
        this.json = new StatusJson(application::time);
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "application", (_, _) -> Json.reply(application())),
                Route.of("GET", "services", (_, _) -> Json.reply(services())),
                Route.of("GET", "services/{}", (_, names) -> service(names.getFirst())),
                Route.of("GET", "services/{}/why", (_, names) -> why(names.getFirst())),
                Route.of("GET", "replicas", (_, _) -> Json.reply(replicas())),
                Route.of("GET", "replicas/{}", (_, ids) -> replica(ids.getFirst())),
                Route.of("GET", "replicas/{}/probes", (_, ids) -> probes(ids.getFirst())));
    }

    private ObjectNode application() {
        Snapshot snapshot = application.snapshot();
        ObjectNode answer =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", snapshot.application().map(Application::name).orElse(""))
                        .put("file", subject.file().toString())
                        .put("pid", ProcessHandle.current().pid())
                        .put("since", subject.since().toString())
                        .put("now", Instant.now().toString())
                        .put("version", subject.version())
                        .put("readOnly", readOnly)
                        .put("ending", snapshot.ending())
                        .put("logs", application.state().logs().toString())
                        .put("state", application.state().path().toString());
        answer.set("services", services());
        return answer;
    }

    private ArrayNode services() {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        application.snapshot().services().forEach(service -> answer.add(node(service)));
        return answer;
    }

    private Reply service(String name) {
        return Json.reply(node(Found.service(application.snapshot(), name)));
    }

    private ObjectNode node(ServiceView service) {
        ObjectNode node = json.service(service);
        ArrayNode addresses = node.putArray("addresses");
        for (Notice.Listening listening : application.listening()) {
            if (listening.owner().equals(service.name())) {
                addresses.add(listening.address().toString());
            }
        }
        ArrayNode traffic = node.putArray("traffic");
        for (PoolSnapshot pool : application.traffic()) {
            if (pool.name().split("/", 2)[0].equals(service.name())) {
                traffic.add(traffic(pool));
            }
        }
        return node;
    }

    private static ObjectNode traffic(PoolSnapshot pool) {
        long failures = pool.endpoints().stream().mapToLong(EndpointSnapshot::failures).sum();
        return JsonNodeFactory.instance
                .objectNode()
                .put("pool", pool.name())
                .put("inFlight", pool.inFlight())
                .put("requests", pool.requests())
                .put("failures", failures)
                .put("unserved", pool.unserved());
    }

    private ArrayNode replicas() {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        application.snapshot().services().stream()
                .flatMap(service -> service.replicas().stream())
                .forEach(replica -> answer.add(node(replica)));
        return answer;
    }

    private Reply replica(String id) {
        return Json.reply(node(Found.replica(application.snapshot(), id)));
    }

    private ObjectNode node(ReplicaView replica) {
        ObjectNode node = json.replica(replica);
        ObjectNode ports = node.putObject("ports");
        application.ports(replica.id()).forEach((port, number) -> ports.put(port.name(), number));
        return node;
    }

    private Reply probes(String id) {
        ReplicaView replica = Found.replica(application.snapshot(), id);
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        replica.containers().stream()
                .flatMap(container -> container.workers().stream())
                .forEach(worker -> answer.add(withHistory(worker)));
        return Json.reply(answer);
    }

    private ObjectNode withHistory(WorkerView worker) {
        ObjectNode node = json.probe(worker);
        ArrayNode attempts = node.putArray("attempts");
        for (ProbeHistory.Entry entry : application.probes().of(worker.id())) {
            ObjectNode attempt = attempts.addObject().put("time", entry.time().toString());
            attempt.put("incarnation", entry.attempted().incarnation().name());
            HappeningJson.attempt(attempt, entry.attempted());
        }
        return node;
    }

    private Reply why(String name) {
        Snapshot snapshot = application.snapshot();
        ServiceView service = Found.service(snapshot, name);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("service", name);
        answer.put("text", new WhyText(application, snapshot).of(service));
        ArrayNode replicas = answer.putArray("replicas");
        for (ReplicaView replica : service.replicas()) {
            ObjectNode node = node(replica);
            ArrayNode really = node.putArray("listening");
            listening(replica.id()).forEach(really::add);
            replicas.add(node);
        }
        return Json.reply(answer);
    }

    private List<Integer> listening(ReplicaId replica) {
        return application.reallyListening(replica);
    }
}
