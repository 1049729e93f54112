package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.engine.Exit;
import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;

import java.time.Duration;
import java.util.Collection;

/// Happenings as JSON: a `kind`, whom it concerns, and what there is to know.
public final class HappeningJson {
    private HappeningJson() {}

    public static ObjectNode of(Happening happening) {
        return switch (happening) {
            case Happening.Launching(Incarnation incarnation) -> of("launching", incarnation);
            case Happening.Running(Incarnation incarnation) -> of("running", incarnation);
            case Happening.LaunchFailed(Incarnation incarnation, String reason) ->
                    of("launch-failed", incarnation).put("reason", reason);
            case Happening.Exited(Incarnation incarnation, Exit exit) ->
                    exit(of("exited", incarnation), exit);
            case Happening.Moved moved -> moved(moved);
            case Happening.Attempted attempted -> attempted(attempted);
            case Happening.VerdictChanged changed -> verdict(changed);
            case Happening.KubernetesEvent event -> kubernetes(event);
            case Happening.Killing killing -> killing(killing);
            case Happening.Signalled signalled -> signalled(signalled);
            case Happening.BackingOff backingOff ->
                    of("backing-off", backingOff.replica())
                            .put("container", backingOff.container())
                            .put("seconds", seconds(backingOff.duration()));
            case Happening.RotationChanged(String service, var replicas) ->
                    rotation(service, replicas);
            case Happening.Waiting(ReplicaId replica, var unmet) -> {
                ObjectNode json = of("waiting", replica);
                unmet.forEach(json.putArray("unmet")::add);
                yield json;
            }
            case Happening.Drained(ReplicaId replica, int cut) ->
                    of("drained", replica).put("cut", cut);
            case Happening.RollingOut rolling -> rollingOut(rolling);
            case Happening.RollOutWaits(ReplicaId replica, Duration waited) ->
                    of("roll-out-waits", replica).put("seconds", seconds(waited));
            case Happening.Oddity(String text) -> kind("oddity").put("text", text);
        };
    }

    private static ObjectNode moved(Happening.Moved moved) {
        ObjectNode json =
                moved.incarnation()
                        .map(incarnation -> of("moved", incarnation))
                        .orElseGet(() -> of("moved", moved.replica()));
        return json.put("from", Words.of(moved.from())).put("to", Words.of(moved.to()));
    }

    private static ObjectNode attempted(Happening.Attempted attempted) {
        ObjectNode json =
                of("attempted", attempted.incarnation())
                        .put("probe", Words.of(attempted.worker().type()));
        attempt(json, attempted);
        return json;
    }

    /// The fields of an attempt, wherever one is shown.
    static void attempt(ObjectNode json, Happening.Attempted attempted) {
        json.put("cause", Words.of(attempted.cause()))
                .put("result", result(attempted.outcome()))
                .put("output", attempted.outcome().output())
                .put("tries", attempted.tries())
                .put("milliseconds", attempted.took().toNanos() / 1e6)
                .put("streak", attempted.streak());
    }

    static String result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _ -> "success";
            case Outcome.Warning _ -> "warning";
            case Outcome.Failure _ -> "failure";
            case Outcome.Unknown _ -> "unknown";
            case Outcome.Inconclusive _ -> "inconclusive";
        };
    }

    private static ObjectNode verdict(Happening.VerdictChanged changed) {
        ObjectNode json = of("verdict-changed", changed.worker());
        json.put("incarnation", changed.incarnation().name());
        changed.from().ifPresent(from -> json.put("from", Words.of(from)));
        changed.to().ifPresent(to -> json.put("to", Words.of(to)));
        return json;
    }

    private static ObjectNode kubernetes(Happening.KubernetesEvent event) {
        return of("kubernetes-event", event.replica())
                .put("container", event.container())
                .put("type", event.warning() ? "Warning" : "Normal")
                .put("reason", event.reason())
                .put("message", event.message());
    }

    private static ObjectNode killing(Happening.Killing killing) {
        return of("killing", killing.incarnation())
                .put("reason", Words.of(killing.reason()))
                .put("graceSeconds", seconds(killing.grace()));
    }

    private static ObjectNode signalled(Happening.Signalled signalled) {
        ObjectNode json =
                of("signalled", signalled.incarnation())
                        .put("signal", "SIG" + signalled.signal().name());
        signalled.patience().ifPresent(wait -> json.put("patienceSeconds", seconds(wait)));
        return json;
    }

    private static ObjectNode rotation(String service, Collection<ReplicaId> replicas) {
        ObjectNode json = kind("rotation-changed").put("service", service);
        ArrayNode names = json.putArray("replicas");
        replicas.forEach(replica -> names.add(replica.toString()));
        return json;
    }

    private static ObjectNode rollingOut(Happening.RollingOut rolling) {
        ObjectNode json = kind("rolling-out").put("service", rolling.service());
        rolling.replacing().ifPresent(replica -> json.put("replica", replica.toString()));
        return json.put("left", rolling.left());
    }

    static ObjectNode exit(ObjectNode json, Exit exit) {
        json.put("exitCode", exit.code());
        exit.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    static ObjectNode kind(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    private static ObjectNode of(String kind, ReplicaId replica) {
        return kind(kind).put("service", replica.service()).put("replica", replica.toString());
    }

    private static ObjectNode of(String kind, Incarnation incarnation) {
        return of(kind, incarnation.replica())
                .put("container", incarnation.container())
                .put("incarnation", incarnation.name());
    }

    private static ObjectNode of(String kind, WorkerId worker) {
        return of(kind, worker.replica())
                .put("container", worker.container())
                .put("probe", Words.of(worker.type()));
    }
}
