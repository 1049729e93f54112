package dev.probity.deploy.compare;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.compare.Account.Tally;
import dev.probity.deploy.manifest.Publication;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a cluster keeps of a run: the events of its Pods, an hour's worth unless it is told
/// otherwise.
final class ClusterRun {
    private ClusterRun() {}

    static Account of(List<JsonNode> pods, List<JsonNode> events) {
        Account.Builder account = new Account.Builder();
        Map<String, JsonNode> byName = new HashMap<>();
        for (JsonNode pod : pods) {
            String name = pod.path("metadata").path("name").asText();
            byName.put(name, pod);
            account.replica(service(pod), name);
            ready(pod).ifPresent(after -> account.ready(service(pod), after));
        }
        for (JsonNode event : events) {
            JsonNode pod = byName.get(event.path("involvedObject").path("name").asText());
            String reason = event.path("reason").asText();
            String message = event.path("message").asText();
            if (pod != null && LocalRun.isOfProbes(reason, message)) {
                account.event(service(pod), reason, message, tally(pod, event));
            }
        }
        return account.build();
    }

    private static Tally tally(JsonNode pod, JsonNode event) {
        int count =
                Math.max(event.path("count").asInt(1), event.path("series").path("count").asInt());
        Optional<Instant> first =
                time(event.path("firstTimestamp")).or(() -> time(event.path("eventTime")));
        return new Tally(
                count,
                started(pod)
                        .flatMap(start -> first.map(at -> between(start, at)))
                        .orElse(Duration.ZERO));
    }

    private static Duration between(Instant start, Instant at) {
        Duration after = Duration.between(start, at);
        return after.isNegative() ? Duration.ZERO : after;
    }

    /// Of a Pod that has been started once: later incarnations hide when the first one began.
    private static Optional<Duration> ready(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && condition.path("status").asText().equals("True")) {
                Optional<Instant> at = time(condition.path("lastTransitionTime"));
                return started(pod).flatMap(start -> at.map(then -> between(start, then)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> started(JsonNode pod) {
        return time(pod.path("status").path("startTime"));
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return text.isTextual() ? Optional.of(Instant.parse(text.asText())) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String service(JsonNode pod) {
        return pod.path("metadata").path("labels").path(Publication.NAME).asText();
    }
}
