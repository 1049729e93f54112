package dev.probity.control.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Outcome;
import dev.probity.simulator.Observer;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.spec.ProbeType;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// A simulated story of one replica: when each probe asks and what it finds, and what comes of it.
final class Timeline implements Observer {
    private static final int MOST_ATTEMPTS = 2_000; // of all probes; more cannot be seen
    private static final int MOST_MARKS = 200;

    private final Map<ProbeType, ArrayNode> lanes = new EnumMap<>(ProbeType.class);
    private final ArrayNode marks = JsonNodeFactory.instance.arrayNode();
    private int attempts;

    private Timeline() {}

    /// @param title in words: what the replica does
    static void write(ObjectNode json, String name, String title, Scenario scenario) {
        Timeline timeline = new Timeline();
        Simulation.run(scenario, timeline, () -> timeline.attempts >= MOST_ATTEMPTS);
        json.put("name", name).put("title", title).put("seconds", seconds(scenario));
        ArrayNode lanes = json.putArray("lanes");
        timeline.lanes.forEach((type, found) ->
                lanes.addObject()
                        .put("probe", type.title().toLowerCase(Locale.ROOT))
                        .set("attempts", found));
        json.set("marks", timeline.marks);
    }

    static double seconds(Scenario scenario) {
        return scenario.span().toMillis() / 1e3;
    }

    @Override
    public void happened(long at, Happening happening) {
        switch (happening) {
            case Happening.Attempted attempted -> attempted(at, attempted);
            case Happening.Running _ -> mark(at, "its process runs", "started");
            case Happening.Killing killing -> mark(at, words(killing.reason()), "killed");
            case Happening.Exited exited ->
                    mark(at, "it ends with exit code " + exited.exit().code(), "exited");
            case Happening.BackingOff backingOff ->
                    mark(
                            at,
                            "its next launch waits " + backingOff.duration().toSeconds() + " s",
                            "back-off");
            case Happening.RotationChanged rotation -> {
                boolean in = !rotation.replicas().isEmpty();
                mark(at, in ? "it takes traffic" : "it takes no traffic", in ? "ready" : "unready");
            }
            case Happening.Launching _,
                    Happening.LaunchFailed _,
                    Happening.Moved _,
                    Happening.VerdictChanged _,
                    Happening.KubernetesEvent _,
                    Happening.Signalled _,
                    Happening.Waiting _,
                    Happening.Drained _,
                    Happening.RollingOut _,
                    Happening.RollOutWaits _,
                    Happening.Oddity _ -> {}
        }
    }

    private void attempted(long at, Happening.Attempted attempted) {
        attempts++;
        lanes.computeIfAbsent(attempted.worker().type(), _ -> JsonNodeFactory.instance.arrayNode())
                .addObject()
                .put("at", at / 1e9)
                .put("result", result(attempted.outcome()));
    }

    private static String result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _, Outcome.Warning _ -> "success";
            case Outcome.Failure _, Outcome.Unknown _ -> "failure";
            case Outcome.Inconclusive _ -> "inconclusive";
        };
    }

    private static String words(KillReason reason) {
        return switch (reason) {
            case LIVENESS -> "the liveness probe has it killed";
            case STARTUP -> "the startup probe has it killed";
            case CHANGED, STOPPED, RESTARTED -> "it is told to stop";
        };
    }

    private void mark(long at, String text, String kind) {
        if (marks.size() < MOST_MARKS) {
            marks.addObject().put("at", at / 1e9).put("text", text).put("kind", kind);
        }
    }
}
