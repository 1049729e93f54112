package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.control.http.Json;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.engine.Event;
import dev.probity.engine.ReplicaId;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// What can be asked of the application and its services.
final class ActionsResource {
    private final Subject subject;
    private final Commands commands;

    ActionsResource(Subject subject) {
        this.subject = subject;
        this.commands = new Commands(subject.application());
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "application/apply", this::apply),
                Route.of("POST", "application/start", this::start),
                Route.of("POST", "application/stop", this::stop),
                Route.of("POST", "application/shutdown", this::shutdown),
                Route.of("POST", "services/{}/restart", this::restartService),
                Route.of("POST", "services/{}/scale", this::scale),
                Route.of("POST", "replicas/{}/restart", this::restartReplica));
    }

    private Reply apply(Request request, List<String> none) {
        Body body = Body.of(request);
        Path file = body.text("file").map(Path::of).orElse(subject.file());
        if (!file.isAbsolute()) {
            throw Body.bad("file must be an absolute path");
        }
        return Json.reply(Applying.apply(subject, file, body.flag("dryRun")));
    }

    private Reply start(Request request, List<String> none) {
        List<String> services = services(Body.of(request));
        commands.ask(id -> new Event.Start(id, services));
        return done();
    }

    private Reply stop(Request request, List<String> none) {
        Body body = Body.of(request);
        List<String> services = services(body);
        var grace = body.seconds("graceSeconds");
        commands.ask(id -> new Event.Stop(id, services, grace));
        return done();
    }

    private List<String> services(Body body) {
        List<String> names = body.texts("services");
        names.forEach(name -> Found.service(subject.application().snapshot(), name));
        return names;
    }

    private Reply shutdown(Request request, List<String> none) {
        boolean hurry = Body.of(request).flag("hurry");
        commands.ask(id -> new Event.Shutdown(id, hurry));
        return done();
    }

    private Reply restartService(Request request, List<String> names) {
        boolean rolling = Body.of(request).flag("rolling");
        String service = service(names);
        commands.ask(id -> new Event.Restart(id, service, OptionalInt.empty(), rolling));
        return done();
    }

    private Reply restartReplica(Request request, List<String> names) {
        var _ = Body.of(request);
        ReplicaId replica = Found.replica(subject.application().snapshot(), names.getFirst()).id();
        OptionalInt ordinal = OptionalInt.of(replica.ordinal());
        commands.ask(id -> new Event.Restart(id, replica.service(), ordinal, false));
        return done();
    }

    private Reply scale(Request request, List<String> names) {
        int replicas = Body.of(request).needCount("replicas");
        String service = service(names);
        commands.ask(id -> new Event.Scale(id, service, replicas));
        return done();
    }

    private String service(List<String> names) {
        return Found.service(subject.application().snapshot(), names.getFirst()).name();
    }

    private static Reply done() {
        return Json.reply(JsonNodeFactory.instance.objectNode());
    }
}
