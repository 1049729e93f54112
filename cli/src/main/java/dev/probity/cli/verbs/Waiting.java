package dev.probity.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.cli.terminal.Failure;
import dev.probity.control.client.ControlClient;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Waits for a condition: looks, and looks again whenever something has happened.
final class Waiting {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private final ControlClient client;
    private final Condition condition;
    private final List<String> services;

    /// @param services empty for all that run
    Waiting(ControlClient client, Condition condition, List<String> services) {
        this.client = client;
        this.condition = condition;
        this.services = List.copyOf(services);
    }

    /// @throws Failure when the time is over or the condition cannot be met any more
    void run(Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        long seen = client.awaitEvent(0, Duration.ZERO);
        List<JsonNode> unmet = unmet();
        while (!unmet.isEmpty()) {
            failEarly(unmet);
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                throw timedOut(unmet, timeout);
            }
            seen = client.awaitEvent(seen, left.compareTo(LONGEST_LOOK) < 0 ? left : LONGEST_LOOK);
            unmet = unmet();
        }
    }

    private List<JsonNode> unmet() throws IOException {
        List<JsonNode> unmet = new ArrayList<>();
        for (JsonNode service : client.get("services")) {
            boolean wanted =
                    services.isEmpty()
                            ? service.path("running").asBoolean()
                            : services.contains(service.path("name").asText());
            if (wanted && !condition.isMetBy(service)) {
                unmet.add(service);
            }
        }
        return unmet;
    }

    /// A replica that has failed for good keeps nobody waiting.
    private void failEarly(List<JsonNode> unmet) throws IOException {
        for (JsonNode service : unmet) {
            for (JsonNode replica : service.path("replicas")) {
                boolean over = replica.path("state").asText().equals("failed");
                if (over) {
                    throw Failure.of(
                            "it will not be "
                                    + condition
                                    + ": "
                                    + why(service.path("name").asText()));
                }
            }
        }
    }

    private Failure timedOut(List<JsonNode> unmet, Duration timeout) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("not ").append(condition).append(" after ").append(timeout.toMillis() / 1e3);
        text.append(" s:");
        for (JsonNode service : unmet) {
            text.append("\n  ").append(why(service.path("name").asText()));
        }
        return Failure.timedOut(text.toString());
    }

    private String why(String service) throws IOException {
        return client.get("services/" + service + "/why").path("text").asText();
    }
}
