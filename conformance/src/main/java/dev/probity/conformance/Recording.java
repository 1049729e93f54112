package dev.probity.conformance;

import dev.probity.engine.Effect;
import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.Verdict;
import dev.probity.engine.WorkerId;
import dev.probity.spec.ProbeType;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What workers did, in the words of a case file.
final class Recording {

    private final Map<ProbeType, List<Map<String, Object>>> attempts =
            new EnumMap<>(ProbeType.class);
    private final Map<ProbeType, List<Map<String, Object>>> results =
            new EnumMap<>(ProbeType.class);
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final Map<WorkerId, Begun> latest = new HashMap<>();
    private final Map<Incarnation, String> containers;
    private int successful;
    private int failed;
    private boolean duplicate;

    private static final Set<String> LISTED = Set.of("Unhealthy", "ProbeWarning", "Killing");

    /// An attempt, which a case lists when it begins and describes when it ends.
    private record Begun(long at, Incarnation incarnation, Map<String, Object> entry) {}

    /// @param containers names of incarnations as the case has them
    Recording(Map<Incarnation, String> containers) {
        this.containers = containers;
    }

    void asked(Effect.MakeAttempt attempt, long now) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", Times.seconds(now));
        entry.put("container", name(attempt.incarnation()));
        Begun before = latest.put(attempt.worker(), new Begun(now, attempt.incarnation(), entry));
        if (before != null
                && before.at() == now
                && before.incarnation().equals(attempt.incarnation())) {
            entry.put("dup", true);
        }
        attempts.computeIfAbsent(attempt.worker().type(), _ -> new ArrayList<>()).add(entry);
    }

    private String name(Incarnation incarnation) {
        return containers.getOrDefault(incarnation, incarnation.name());
    }

    void told(Happening happening, long now) {
        switch (happening) {
            case Happening.Attempted attempted -> attempted(attempted, now);
            case Happening.VerdictChanged changed -> verdict(changed, now);
            case Happening.KubernetesEvent event when LISTED.contains(event.reason()) ->
                    event(event, now);
            default -> {
                // Cases say nothing about the rest.
            }
        }
    }

    private void attempted(Happening.Attempted attempted, long now) {
        Begun begun = Optional.ofNullable(latest.get(attempted.worker())).orElseThrow();
        Map<String, Object> entry = begun.entry();
        entry.put("result", result(attempted.outcome()));
        entry.put("cause", attempted.cause().name().toLowerCase(java.util.Locale.ROOT));
        if (now != begun.at()) {
            entry.put("endsAt", Times.seconds(now));
        }
        if (attempted.tries() > 1) {
            entry.put("tries", attempted.tries());
        }
        duplicate = entry.containsKey("dup");
        switch (attempted.outcome()) {
            case Outcome.Success _, Outcome.Warning _ -> successful++;
            case Outcome.Failure _, Outcome.Unknown _ -> failed++;
            case Outcome.Inconclusive _ -> {}
        }
    }

    private static String result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _ -> "success";
            case Outcome.Warning _ -> "warning";
            case Outcome.Failure _ -> "failure";
            case Outcome.Unknown _ -> "unknown";
            case Outcome.Inconclusive _ -> "error";
        };
    }

    private void event(Happening.KubernetesEvent event, long now) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", Times.seconds(now));
        entry.put("type", event.warning() ? "Warning" : "Normal");
        entry.put("reason", event.reason());
        entry.put("message", event.message());
        // An event of an attempt is told right after it.
        if (event.warning() && duplicate) {
            entry.put("dup", true);
        }
        events.add(entry);
    }

    private void verdict(Happening.VerdictChanged changed, long now) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", Times.seconds(now));
        entry.put("container", name(changed.incarnation()));
        Optional<Verdict> to = changed.to();
        if (to.isPresent()) {
            entry.put("value", value(to.get()));
        } else {
            entry.put("removed", true);
        }
        results.computeIfAbsent(changed.worker().type(), _ -> new ArrayList<>()).add(entry);
    }

    static String value(Verdict verdict) {
        return switch (verdict) {
            case UNKNOWN -> "Unknown";
            case PASSING -> "Success";
            case FAILING -> "Failure";
        };
    }

    List<Map<String, Object>> attempts(ProbeType type) {
        return attempts.getOrDefault(type, List.of());
    }

    List<Map<String, Object>> results(ProbeType type) {
        return results.getOrDefault(type, List.of());
    }

    List<Map<String, Object>> events() {
        return events;
    }

    /// R45: thrown-away attempts count nowhere, durations only for successes.
    Map<String, Object> metrics() {
        return Map.of(
                "successful", successful,
                "failed", failed,
                "unknown", 0,
                "durationObservations", successful);
    }
}
