package dev.probity.cli.top;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Requests in a second of each replica: the API counts, and two looks make a rate.
record Rates(Instant at, Map<String, Long> requests, Map<String, Double> perSecond) {
    static final Rates NONE = new Rates(Instant.EPOCH, Map.of(), Map.of());

    Rates {
        requests = Map.copyOf(requests);
        perSecond = Map.copyOf(perSecond);
    }

    /// @param application as the API says it
    Rates after(JsonNode application) {
        Instant now = Units.time(application.path("now")).orElse(Instant.EPOCH);
        double seconds = Duration.between(at, now).toMillis() / 1e3;
        Map<String, Long> counts = new HashMap<>();
        Map<String, Double> rates = new HashMap<>();
        for (JsonNode service : application.path("services")) {
            for (JsonNode replica : service.path("replicas")) {
                String id = replica.path("id").asText();
                long count = replica.path("traffic").path("requests").asLong();
                Long before = requests.get(id);
                counts.put(id, count);
                if (before != null && seconds > 0 && count >= before) {
                    rates.put(id, (count - before) / seconds);
                }
            }
        }
        return new Rates(now, counts, rates);
    }

    OptionalDouble of(String replica) {
        Double rate = perSecond.get(replica);
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }
}
