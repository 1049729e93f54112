package dev.probity.deploy.rollout;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The events of a namespace, as far as they are warnings.
record Happenings(List<JsonNode> warnings) {
    /// An event that says nothing of its time is the oldest.
    private static final String NEVER = "1970-01-01T00:00:00Z";

    static Happenings of(List<JsonNode> events) {
        return new Happenings(
                events.stream()
                        .filter(event -> event.path("type").asText().equals("Warning"))
                        .sorted(Comparator.comparing(Happenings::time))
                        .toList());
    }

    /// The last thing that went wrong with a Pod or a workload, in the words of who saw it.
    Optional<String> lastWarning(String name) {
        return about(name).reduce((_, later) -> later).map(Happenings::message);
    }

    /// The last thing that a probe said, such as `Readiness probe failed: …`.
    Optional<String> lastProbe(String pod) {
        return about(pod)
                .filter(event -> event.path("reason").asText().equals("Unhealthy"))
                .reduce((_, later) -> later)
                .map(Happenings::message);
    }

    private Stream<JsonNode> about(String name) {
        return warnings.stream()
                .filter(event -> event.path("involvedObject").path("name").asText().equals(name));
    }

    private static String message(JsonNode event) {
        return event.path("message").asText().strip();
    }

    private static Instant time(JsonNode event) {
        for (String key : List.of("lastTimestamp", "eventTime", "firstTimestamp")) {
            String text = event.path(key).asText("");
            if (!text.isEmpty() && !text.equals("null")) {
                try {
                    return Instant.parse(text);
                } catch (DateTimeParseException e) {
                    return Instant.parse(NEVER);
                }
            }
        }
        return Instant.parse(NEVER);
    }
}
