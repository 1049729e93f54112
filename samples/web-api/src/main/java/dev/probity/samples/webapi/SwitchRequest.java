package dev.probity.samples.webapi;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `/set?someReadinessCheck=false&timeout=10` asks for.
///
/// @param values what each named check is to say
/// @param time how long; absent for ever
record SwitchRequest(Map<String, Boolean> values, Optional<Duration> time) {

    private static final String TIMEOUT = "timeout";

    SwitchRequest {
        values = Map.copyOf(values);
    }

    /// @throws IllegalArgumentException with a message for whoever asked
    static SwitchRequest parse(String query, Set<String> checks) {
        Map<String, Boolean> values = new LinkedHashMap<>();
        Optional<Duration> time = Optional.empty();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 2 ? parts[1] : "";
            if (parts[0].equals(TIMEOUT)) {
                time = Optional.of(seconds(value));
            } else if (checks.contains(parts[0])) {
                values.put(parts[0], truth(parts[0], value));
            } else {
                throw new IllegalArgumentException(
                        "\"" + parts[0] + "\" is no check; there are " + String.join(", ", checks));
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("name a check to set: " + String.join(", ", checks));
        }
        return new SwitchRequest(values, time);
    }

    void applyTo(Checks checks) {
        values.forEach((name, passes) -> {
            if (time.isPresent()) {
                checks.set(name, passes, time.get());
            } else {
                checks.set(name, passes);
            }
        });
    }

    private static boolean truth(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            name + " is \"" + value + "\"; it can be true or false");
        };
    }

    private static Duration seconds(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "timeout is \"" + value + "\"; it is a number of seconds, such as 10");
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }
}
