package dev.probity.control.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.http.Json;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
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
import java.util.function.Supplier;

/// What is so: the application, its services and replicas, their probes.
final class StatusResource {
    private final Subject subject;
    private final RunningApplication application;
    private final StatusJson json;
    private final ResourceRates rates;
    private final Turns looks;
    private final boolean readOnly;

    StatusResource(Sources sources, boolean readOnly) {
        this.subject = sources.subject();
        this.rates = sources.rates();
        this.looks = sources.looks();
        this.readOnly = readOnly;
        this.application = subject.application();
        this.json = new StatusJson(application::time);
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "application", (_, _) -> look(this::application)),
                Route.of("GET", "services", (_, _) -> look(this::services)),
                Route.of("GET", "services/{}", (_, names) -> look(() -> service(names))),
                Route.of("GET", "services/{}/why", (_, names) -> look(() -> why(names))),
                Route.of("GET", "replicas", (_, _) -> look(this::replicas)),
                Route.of("GET", "replicas/{}", (_, ids) -> look(() -> replica(ids))),
                Route.of(
                        "GET",
                        "replicas/{}/probes",
                        (request, ids) -> look(() -> probes(ids, since(request)))));
    }

    private Reply look(Supplier<JsonNode> answer) {
        return looks.take(() -> Json.reply(answer.get()));
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

    private ObjectNode service(List<String> names) {
        Moment moment = moment();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        moment.service(answer, Found.service(moment.snapshot(), names.getFirst()));
        return answer;
    }

    private ArrayNode replicas() {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        moment().replicas(answer);
        return answer;
    }

    private ObjectNode replica(List<String> ids) {
        Moment moment = moment();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        moment.replica(answer, Found.replica(moment.snapshot(), ids.getFirst()));
        return answer;
    }

    private static Instant since(Request request) {
        return request.parameter("since").map(LogsResource::moment).orElse(Instant.MIN);
    }

    private ArrayNode probes(List<String> ids, Instant since) {
        ReplicaView replica = Found.replica(application.snapshot(), ids.getFirst());
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        replica.containers().stream()
                .flatMap(container -> container.workers().stream())
                .forEach(worker -> answer.add(withHistory(worker, since)));
        return answer;
    }

    private ObjectNode withHistory(WorkerView worker, Instant since) {
        ObjectNode node = json.probe(worker);
        ArrayNode attempts = node.putArray("attempts");
        for (ProbeHistory.Entry entry : application.probes().of(worker.id())) {
            if (!entry.time().isAfter(since)) {
                continue;
            }
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

    private ObjectNode why(List<String> names) {
        Moment moment = moment();
        String name = names.getFirst();
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
        return answer;
    }
}
