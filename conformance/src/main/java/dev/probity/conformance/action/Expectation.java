package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.engine.Event.AttemptFinished;
import dev.probity.engine.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Compares what a case expects with what came of it.
record Expectation(JsonNode expect) {

    /// Servers and processes may lag a little behind the prober's answer.
    private static final Duration LAG = Duration.ofSeconds(3);

    private static final Set<String> KNOWN =
            Set.of(
                    "result",
                    "countsAs",
                    "tries",
                    "output",
                    "event",
                    "eventMustNotContain",
                    "durationSeconds",
                    "maxDurationSeconds",
                    "requests",
                    "requestCount",
                    "connectionCount",
                    "bytesReceived",
                    "grpcRequest",
                    "processMustBeGone",
                    "metrics");

    Expectation {
        Fields.allow(expect, "expect", KNOWN);
    }

    List<String> mismatches(ActionInput input, Observation seen) {
        List<String> mismatches = new ArrayList<>();
        for (AttemptFinished attempt : seen.attempts()) {
            outcome(attempt, mismatches);
            event(AttemptEvent.of(input.type(), attempt.outcome()), mismatches);
            duration(attempt.took(), mismatches);
        }
        visits(seen.visits(), mismatches);
        metrics(seen.attempts(), mismatches);
        if (expect.path("processMustBeGone").asBoolean(false) && !soon(seen.commandsGone())) {
            mismatches.add("processMustBeGone: a process of the command is left");
        }
        return mismatches;
    }

    private void outcome(AttemptFinished attempt, List<String> mismatches) {
        Outcome outcome = attempt.outcome();
        same("result", text("result"), Kept.result(outcome), mismatches);
        same("countsAs", text("countsAs"), Kept.of(outcome).text(), mismatches);
        same("tries", text("tries"), String.valueOf(attempt.tries()), mismatches);
        if (expect.has("output")) {
            TextMatcher output = new TextMatcher("output", expect.get("output"));
            mismatches.addAll(output.mismatches(outcome.output(), ""));
        }
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(expect.get(field)).map(JsonNode::asText);
    }

    private void event(Optional<AttemptEvent> event, List<String> mismatches) {
        String message = event.map(AttemptEvent::message).orElse("");
        text("eventMustNotContain")
                .filter(message::contains)
                .ifPresent(text ->
                        mismatches.add(
                                "event: expected without <" + text + ">, was <" + message + ">"));
        JsonNode wanted = expect.path("event");
        if (wanted.isMissingNode()) {
            return;
        }
        if (wanted.isNull()) {
            event.ifPresent(
                    raised -> mismatches.add("event: expected none, was <" + message + ">"));
            return;
        }
        Fields.allow(wanted, "expect.event", Set.of("type", "reason", "message"));
        if (event.isEmpty()) {
            mismatches.add("event: expected one, was none");
            return;
        }
        same(
                "event.type",
                Optional.ofNullable(wanted.get("type")).map(JsonNode::asText),
                "Warning",
                mismatches);
        same(
                "event.reason",
                Optional.ofNullable(wanted.get("reason")).map(JsonNode::asText),
                event.get().reason(),
                mismatches);
        if (wanted.has("message")) {
            TextMatcher matcher = new TextMatcher("event.message", wanted.get("message"));
            mismatches.addAll(matcher.mismatches(message, event.get().prefix()));
        }
    }

    private void duration(Duration took, List<String> mismatches) {
        double seconds = took.toNanos() / 1e9;
        JsonNode range = expect.path("durationSeconds");
        double least = range.path(0).asDouble(0);
        double most = range.path(1).asDouble(Double.MAX_VALUE);
        double limit = expect.path("maxDurationSeconds").asDouble(Double.MAX_VALUE);
        if (seconds < least || seconds > Math.min(most, limit)) {
            mismatches.add(
                    "duration: expected %s to %s s, was %.3f s"
                            .formatted(least, Math.min(most, limit), seconds));
        }
    }

    private void visits(Visits visits, List<String> mismatches) {
        if (expect.has("requests")) {
            JsonNode wanted = expect.get("requests");
            boolean _ = soon(() -> visits.requests().size() >= wanted.size());
            mismatches.addAll(RequestMatcher.mismatches(wanted, visits.requests()));
        }
        count("requestCount", () -> visits.requests().size(), mismatches);
        count("connectionCount", visits::connections, mismatches);
        count("bytesReceived", visits::bytes, mismatches);
        JsonNode health = expect.path("grpcRequest");
        if (!health.isMissingNode()) {
            Fields.allow(health, "expect.grpcRequest", Set.of("service"));
            same(
                    "grpcRequest.service",
                    Optional.of(health.path("service").asText("")),
                    String.join(", ", visits.healthChecks()),
                    mismatches);
        }
    }

    private void count(String field, LongSupplier actual, List<String> mismatches) {
        if (expect.has(field)) {
            long wanted = expect.get(field).asLong();
            boolean _ = soon(() -> actual.getAsLong() == wanted);
            same(
                    field,
                    Optional.of(String.valueOf(wanted)),
                    String.valueOf(actual.getAsLong()),
                    mismatches);
        }
    }

    /// Attempts that are thrown away are counted nowhere, and only successes are timed (R45).
    private void metrics(List<AttemptFinished> attempts, List<String> mismatches) {
        long successes = count(attempts, Kept.SUCCESS);
        Map<String, Long> increments =
                Map.of(
                        "prober_probe_total{result=\"successful\"}",
                        successes,
                        "prober_probe_total{result=\"failed\"}",
                        count(attempts, Kept.FAILURE),
                        "prober_probe_total{result=\"unknown\"}",
                        0L,
                        "prober_probe_duration_seconds_count",
                        successes);
        expect.path("metrics")
                .properties()
                .forEach(metric -> {
                    Long actual = increments.get(metric.getKey());
                    if (!Objects.equals(actual, metric.getValue().asLong())) {
                        mismatches.add(
                                "metrics.%s: expected %s, was %s"
                                        .formatted(
                                                metric.getKey(),
                                                metric.getValue(),
                                                actual == null ? "no metric" : actual));
                    }
                });
    }

    private static long count(List<AttemptFinished> attempts, Kept kept) {
        return attempts.stream().filter(attempt -> Kept.of(attempt.outcome()) == kept).count();
    }

    private static void same(
            String what, Optional<String> wanted, String actual, List<String> mismatches) {
        if (wanted.isPresent() && !wanted.get().equals(actual)) {
            mismatches.add("%s: expected <%s>, was <%s>".formatted(what, wanted.get(), actual));
        }
    }

    private static boolean soon(BooleanSupplier condition) {
        long end = System.nanoTime() + LAG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }
}
