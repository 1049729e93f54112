package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.Json;
import dev.probity.control.http.Reply;
import dev.probity.engine.Snapshot;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.ServiceView;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.probes.Transcript;
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
    private final ResourceRates rates;
    private final boolean readOnly;

    StatusResource(Subject subject, ResourceRates rates, boolean readOnly) {
        this.rates = rates;
        this.subject = subject;
        this.readOnly = readOnly;
        this.application = subject.application();
        this.json = new StatusJson(application::time);
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "application", (_, _) -> Json.reply(application())),
                Route.of("GET", "services", (_, _) -> Json.reply(services())),
                Route.of("GET", "services/{}", (_, names) -> Json.reply(service(names.getFirst()))),
                Route.of("GET", "services/{}/why", (_, names) -> why(names.getFirst())),
                Route.of("GET", "replicas", (_, _) -> Json.reply(replicas())),
                Route.of("GET", "replicas/{}", (_, ids) -> Json.reply(replica(ids.getFirst()))),
                Route.of("GET", "replicas/{}/probes", (_, ids) -> probes(ids.getFirst())));
    }

    private ObjectNode application() {
        Moment moment = moment();
        Snapshot snapshot = moment.snapshot();
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
        moment.services(answer.putArray("services"));
        return answer;
    }

    private Moment moment() {
        return new Moment(application, rates);
    }

    private ArrayNode services() {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        moment().services(answer);
        return answer;
    }

    private ObjectNode service(String name) {
        Moment moment = moment();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        moment.service(answer, Found.service(moment.snapshot(), name));
        return answer;
    }

    private ArrayNode replicas() {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        moment().replicas(answer);
        return answer;
    }

    private ObjectNode replica(String id) {
        Moment moment = moment();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        moment.replica(answer, Found.replica(moment.snapshot(), id));
        return answer;
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
            entry.transcript().ifPresent(said -> transcript(attempt.putObject("transcript"), said));
        }
        return node;
    }

    private static void transcript(ObjectNode json, Transcript said) {
        json.put("request", said.request());
        said.status().ifPresent(status -> json.put("status", status));
        if (!said.body().isEmpty()) {
            json.put("body", said.body());
        }
    }

    private Reply why(String name) {
        Moment moment = moment();
        ServiceView service = Found.service(moment.snapshot(), name);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("service", name);
        answer.put("text", new WhyText(application, moment.snapshot()).of(service));
        ArrayNode replicas = answer.putArray("replicas");
        for (ReplicaView replica : service.replicas()) {
            ObjectNode node = replicas.addObject();
            moment.replica(node, replica);
            ArrayNode really = node.putArray("listening");
            application.reallyListening(replica.id()).forEach(really::add);
        }
        return Json.reply(answer);
    }
}
