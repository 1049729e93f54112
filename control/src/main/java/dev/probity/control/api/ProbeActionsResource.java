package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.control.http.Json;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.engine.Event;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Verdict;
import dev.probity.engine.WorkerId;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What can be asked of one replica and of its probes.
final class ProbeActionsResource {
    private static final Duration FORCED = Duration.ofMinutes(1); // nobody forgets a minute

    private final Subject subject;
    private final Commands commands;

    ProbeActionsResource(Subject subject) {
        this.subject = subject;
        this.commands = new Commands(subject.application());
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "replicas/{}/quarantine", this::quarantine),
                Route.of("POST", "replicas/{}/probes/{}/pause", this::pause),
                Route.of("POST", "replicas/{}/probes/{}/resume", this::resume),
                Route.of("POST", "replicas/{}/probes/{}/force", this::force));
    }

    private Reply quarantine(Request request, List<String> names) {
        boolean on = Body.of(request).flag("on");
        ReplicaView replica = replica(names);
        commands.ask(id -> new Event.Quarantine(id, replica.id(), on));
        return done();
    }

    private Reply pause(Request request, List<String> names) {
        var _ = Body.of(request);
        WorkerId worker = worker(names);
        commands.ask(id -> new Event.PauseProbe(id, worker));
        return done();
    }

    private Reply resume(Request request, List<String> names) {
        var _ = Body.of(request);
        WorkerId worker = worker(names);
        commands.ask(id -> new Event.ResumeProbe(id, worker));
        return done();
    }

    private Reply force(Request request, List<String> names) {
        Body body = Body.of(request);
        Verdict verdict = verdict(body.needText("verdict"));
        Duration expiry = body.seconds("seconds").orElse(FORCED);
        WorkerId worker = worker(names);
        commands.ask(id -> new Event.ForceVerdict(id, worker, verdict, expiry));
        return done();
    }

    private static Verdict verdict(String word) {
        for (Verdict verdict : Verdict.values()) {
            if (Words.of(verdict).equals(word.toLowerCase(Locale.ROOT))) {
                return verdict;
            }
        }
        throw Body.bad("verdict must be passing, failing or unknown");
    }

    private ReplicaView replica(List<String> names) {
        return Found.replica(subject.application().snapshot(), names.getFirst());
    }

    private WorkerId worker(List<String> names) {
        return Found.worker(replica(names), names.get(1)).id();
    }

    private static Reply done() {
        return Json.reply(JsonNodeFactory.instance.objectNode());
    }
}
