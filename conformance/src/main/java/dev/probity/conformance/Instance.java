package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.probity.engine.Effect.Signal;
import dev.probity.engine.Exit;
import dev.probity.engine.Happening.KillReason;
import dev.probity.spec.Hook;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One scripted process of an engine case, and what became of it.
final class Instance {

    private static final int TERMINATED = 143;
    private static final int KILLED = 137;

    private final String name;
    private final JsonNode script;
    private long startedAt = -1;
    private long killedAt;
    private final Map<String, @Nullable Object> outcome = new LinkedHashMap<>();

    /// How a signal ends it.
    record Death(long after, Exit exit) {}

    Instance(String name, JsonNode script) {
        Fields.allow(
                script,
                "input.instances",
                "startup",
                "liveness",
                "readiness",
                "exitsAfter",
                "exitCode",
                "onTerm");
        Fields.allow(script.path("onTerm"), "onTerm", "after", "code", "ignores");
        this.name = name;
        this.script = script;
        outcome.put("container", name);
    }

    String name() {
        return name;
    }

    Optional<Long> exitsAfter() {
        JsonNode after = script.path("exitsAfter");
        return after.isNumber() ? Optional.of(Times.nanos(after)) : Optional.empty();
    }

    Exit ownExit() {
        return new Exit(script.path("exitCode").asInt(0), Optional.empty());
    }

    /// Empty when it ignores the signal.
    Optional<Death> deathBy(Signal signal) {
        JsonNode onTerm = script.path("onTerm");
        return switch (signal) {
            case KILL -> Optional.of(new Death(0, new Exit(KILLED, Optional.empty())));
            case TERM ->
                    onTerm.path("ignores").asBoolean()
                            ? Optional.empty()
                            : Optional.of(
                                    new Death(
                                            Times.nanos(onTerm.path("after"), 0),
                                            new Exit(
                                                    onTerm.path("code").asInt(TERMINATED),
                                                    Optional.empty())));
        };
    }

    Endpoint.Attempt probed(ProbeType type, Probe probe, long now) {
        JsonNode entries = script.path(ProbeNumbers.name(type));
        return new Endpoint(entries.isMissingNode() ? MissingNode.getInstance() : entries)
                .at(now - startedAt, probe);
    }

    boolean hasStarted() {
        return startedAt >= 0;
    }

    void started(long now) {
        startedAt = now;
        outcome.put("startedAt", Times.seconds(now));
        outcome.put("endedAt", null);
        outcome.put("exitCode", null);
    }

    void killed(long now, KillReason reason) {
        killedAt = now;
        outcome.put("killedAt", Times.seconds(now));
        outcome.put(
                "killReason",
                switch (reason) {
                    case LIVENESS -> "liveness";
                    case STARTUP -> "startup";
                    case STOPPED, CHANGED, RESTARTED -> "delete";
                });
    }

    /// SIGTERM was sent.
    void asked(long now, Duration patience, Optional<Hook> preStop) {
        outcome.put("graceSeconds", Times.seconds(patience));
        if (preStop.isPresent()) {
            outcome.put("preStopSeconds", Times.seconds(now - killedAt));
        }
    }

    void ended(long now, int code) {
        outcome.put("endedAt", Times.seconds(now));
        outcome.put("exitCode", code);
    }

    Map<String, @Nullable Object> outcome() {
        return outcome;
    }
}
