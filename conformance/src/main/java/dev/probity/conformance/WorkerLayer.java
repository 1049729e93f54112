package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.engine.Effect;
import dev.probity.engine.Event.AttemptFinished;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;
import dev.probity.engine.probing.Belief;
import dev.probity.engine.probing.View;
import dev.probity.engine.probing.View.Condition;
import dev.probity.engine.probing.Worker;
import dev.probity.engine.turn.Outbox;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One probe worker of the engine, fed with a scripted status and a scripted endpoint.
final class WorkerLayer implements Layer {

    @Override
    public List<String> mismatches(JsonNode scenario) {
        Fields.allow(
                scenario.path("input"),
                "input",
                "probeType",
                "probe",
                "restartPolicy",
                "jitter",
                "until",
                "timeline",
                "endpoint");
        Play play = new Play(scenario.path("input"));
        play.run();
        return Differences.between(scenario.path("expect"), play.outcome());
    }

    /// One case being acted. Inside one instant: the timeline, then an attempt that ends, then the
    /// worker's wake.
    private static final class Play {
        private static final ReplicaId POD = new ReplicaId("pod", 1);

        private final JsonNode timeline;
        private final Endpoint endpoint;
        private final Probe probe;
        private final ProbeType type;
        private final boolean relaunched;
        private final long until;
        private final Worker worker;
        private final Outbox out = new Outbox(0);
        private final Map<Incarnation, String> containers = new HashMap<>();
        private final Recording recording = new Recording(containers);
        private JsonNode status;
        private boolean deleting;
        private int played;
        private Optional<AttemptFinished> answer = Optional.empty();
        private long answerAt = Long.MAX_VALUE;
        private Optional<Long> exitedAt = Optional.empty();

        Play(JsonNode input) {
            timeline = input.path("timeline");
            status = timeline.path("nothing");
            endpoint = new Endpoint(input.path("endpoint"));
            probe = ProbeNumbers.read(input.path("probe"), "input.probe");
            type = ProbeNumbers.type(input.path("probeType").asText());
            relaunched = !input.path("restartPolicy").asText("Always").equals("Never");
            until = Times.nanos(input.path("until"));
            long first = Times.nanos(input.path("jitter"), 0);
            worker = Worker.starting(new WorkerId(POD, "app", type), 0, probe, first);
        }

        void run() {
            long now = next();
            while (now <= until) {
                if (timelineAt() <= now) {
                    enter(timeline.get(played++), now);
                } else if (answerAt <= now) {
                    AttemptFinished finished = answer.orElseThrow();
                    answerAt = Long.MAX_VALUE;
                    worker.finished(now, finished, out);
                } else {
                    worker.wake(now, view(now), out);
                }
                act(now);
                // A tick that fell into an attempt is due since then.
                now = Math.max(now, next());
            }
        }

        private long next() {
            return Math.min(Math.min(timelineAt(), answerAt), worker.due());
        }

        private long timelineAt() {
            return played < timeline.size()
                    ? Times.nanos(timeline.get(played).path("at"))
                    : Long.MAX_VALUE;
        }

        private void enter(JsonNode entry, long now) {
            Fields.allow(
                    entry,
                    "timeline",
                    "at",
                    "status",
                    "manualTrigger",
                    "deletionTimestamp",
                    "stop");
            if (entry.has("status")) {
                status = entry.get("status");
            }
            deleting |= entry.path("deletionTimestamp").asBoolean();
            if (entry.path("manualTrigger").asBoolean()) {
                worker.trigger(now);
            }
            if (entry.path("stop").asBoolean()) {
                worker.stop(out);
            }
        }

        private View view(long now) {
            if (!status.isObject()) {
                return new View.Absent();
            }
            Fields.allow(status, "status", "phase", "container");
            String phase = status.path("phase").asText();
            if (phase.equals("Failed") || phase.equals("Succeeded")) {
                return new View.Over();
            }
            JsonNode container = status.path("container");
            Fields.allow(container, "container", "id", "state", "startedAt", "started");
            String id = container.path("id").asText("");
            if (id.isEmpty()) {
                return new View.Absent();
            }
            return new View.Present(
                    incarnation(id),
                    condition(container.path("state").asText()),
                    relaunched,
                    container.path("started").asBoolean(),
                    deleting,
                    Turn.wholeSeconds(Times.nanos(container.path("startedAt"), 0), now, 0));
        }

        private Incarnation incarnation(String id) {
            Incarnation incarnation = new Incarnation(POD, "app", id);
            containers.put(incarnation, id);
            return incarnation;
        }

        private static Condition condition(String state) {
            return switch (state) {
                case "running" -> Condition.RUNNING;
                case "waiting" -> Condition.WAITING;
                case "terminated" -> Condition.TERMINATED;
                default -> throw Fields.unknown("container state", state);
            };
        }

        private void act(long now) {
            for (Effect effect : out.drain()) {
                if (effect instanceof Effect.MakeAttempt attempt) {
                    recording.asked(attempt, now);
                    Endpoint.Attempt found = endpoint.at(now, probe);
                    answerAt = now + found.took().toNanos();
                    answer =
                            Optional.of(
                                    new AttemptFinished(
                                            attempt.attempt(),
                                            attempt.worker(),
                                            found.outcome(),
                                            found.tries(),
                                            found.took()));
                } else if (effect instanceof Effect.Tell tell) {
                    recording.told(tell.happening(), now);
                }
            }
            if (worker.hasEnded() && exitedAt.isEmpty()) {
                exitedAt = Optional.of(now);
            }
        }

        Map<String, Object> outcome() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("attempts", recording.attempts(type));
            all.put("results", recording.results(type));
            all.put("events", recording.events());
            all.put("metrics", recording.metrics());
            all.put("exitedAt", exitedAt.map(Times::seconds).orElse(null));
            all.put("final", finalState(worker.image().belief()));
            return all;
        }

        private Map<String, Object> finalState(Belief belief) {
            Map<String, String> cache = new HashMap<>();
            if (belief.incarnation().isPresent() && belief.verdict().isPresent()) {
                cache.put(
                        belief.incarnation().get().name(), Recording.value(belief.verdict().get()));
            }
            return Map.of(
                    "results",
                    cache,
                    "lastResult",
                    belief.streak().success() ? "Success" : "Failure",
                    "resultRun",
                    belief.streak().length(),
                    "onHold",
                    belief.onHold());
        }
    }
}
