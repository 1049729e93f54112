package dev.probity.deploy.compare;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What happened to the replicas of each service of an application.
///
/// @param services by name
record Account(Map<String, OfService> services) {
    /// The same probe asks another address in another place.
    private static final Pattern ADDRESS =
            Pattern.compile("((\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f:]+]|localhost)(:\\d{1,5})?");

    /// @param events by what they say, with the addresses taken out
    /// @param replicas that anything is known of
    /// @param ready the shortest time from a start to Ready
    record OfService(Map<String, Tally> events, int replicas, Optional<Duration> ready) {}

    /// @param count of all replicas together
    /// @param first the shortest time from a start to such an event
    record Tally(int count, Duration first) {
        Tally and(Tally other) {
            return new Tally(
                    count + other.count, first.compareTo(other.first) <= 0 ? first : other.first);
        }
    }

    /// Puts an account together.
    static final class Builder {
        private final Map<String, Map<String, Tally>> events = new LinkedHashMap<>();
        private final Map<String, TreeSet<String>> replicas = new LinkedHashMap<>();
        private final Map<String, Duration> ready = new LinkedHashMap<>();

        void replica(String service, String replica) {
            replicas.computeIfAbsent(service, _ -> new TreeSet<>()).add(replica);
        }

        void event(String service, String reason, String message, Tally tally) {
            String text = reason + ": " + ADDRESS.matcher(message.strip()).replaceAll("ADDRESS");
            events.computeIfAbsent(service, _ -> new LinkedHashMap<>())
                    .merge(text, tally, Tally::and);
        }

        void ready(String service, Duration after) {
            ready.merge(service, after, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }

        Account build() {
            Map<String, OfService> services = new LinkedHashMap<>();
            replicas.forEach((service, names) ->
                    services.put(
                            service,
                            new OfService(
                                    events.getOrDefault(service, Map.of()),
                                    names.size(),
                                    Optional.ofNullable(ready.get(service)))));
            return new Account(services);
        }
    }
}
