package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.engine.Outcome;
import dev.probity.spec.Probe;

import java.time.Duration;

/// A script of what a probe finds, by the time at which the attempt begins.
record Endpoint(JsonNode entries) {

    /// The tries that an attempt makes while the handler breaks (R17).
    private static final int TRIES = 3;

    /// One attempt, as it will have ended.
    record Attempt(Outcome outcome, int tries, Duration took) {}

    /// The last entry that has begun rules; before the first one, and without one, all is well.
    Attempt at(long time, Probe probe) {
        JsonNode ruling = null;
        for (JsonNode entry : entries) {
            if (Times.nanos(entry.path("from")) <= time) {
                ruling = entry;
            }
        }
        return ruling == null
                ? new Attempt(new Outcome.Success(""), 1, Duration.ZERO)
                : read(ruling, probe);
    }

    private static Attempt read(JsonNode entry, Probe probe) {
        Fields.allow(entry, "endpoint", "from", "outcome", "takes", "output", "state");
        String outcome = entry.path("outcome").asText();
        Duration takes = Duration.ofNanos(Times.nanos(entry.path("takes"), 0));
        return switch (outcome) {
            case "success" -> once(new Outcome.Success(output(entry, "")), takes);
            case "warning" -> once(new Outcome.Warning(output(entry, "")), takes);
            case "unknown" -> once(new Outcome.Unknown(output(entry, "")), takes);
            case "failure" ->
                    once(
                            new Outcome.Failure(
                                    output(entry, "HTTP probe failed with statuscode: 503")),
                            takes);
            case "hang" ->
                    once(
                            new Outcome.Failure(output(entry, "context deadline exceeded")),
                            probe.timeout());
            case "error" ->
                    new Attempt(
                            new Outcome.Inconclusive(
                                    entry.path("state").asText("failure"),
                                    output(entry, "read: unexpected EOF")),
                            TRIES,
                            takes.multipliedBy(TRIES));
            default -> throw Fields.unknown("endpoint outcome", outcome);
        };
    }

    private static Attempt once(Outcome outcome, Duration takes) {
        return new Attempt(outcome, 1, takes);
    }

    private static String output(JsonNode entry, String otherwise) {
        return entry.path("output").asText(otherwise);
    }
}
