package dev.probity.health.springboot;

import dev.probity.health.Health;
import dev.probity.health.Standing;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import java.util.LinkedHashMap;
import java.util.Map;

/// Our checks as the actuator shows them. Each reads the snapshot; nothing runs when it is asked.
final class Contributors {
    private Contributors() {}

    static CompositeHealthContributor of(Health health) {
        Map<String, HealthIndicator> all = new LinkedHashMap<>();
        for (Standing standing : health.standings()) {
            String name = standing.name();
            all.put(name, () -> indicated(health, name));
        }
        return CompositeHealthContributor.fromMap(all);
    }

    private static org.springframework.boot.health.contributor.Health indicated(
            Health health, String name) {
        Standing standing =
                health.standings().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        var shown =
                new org.springframework.boot.health.contributor.Health.Builder()
                        .status(status(standing))
                        .withDetails(standing.data());
        if (!standing.reason().isEmpty()) {
            shown.withDetail("reason", standing.reason());
        }
        return shown.build();
    }

    /// Boot takes DOWN for a failure of the whole, so an advisory check is not called that.
    private static Status status(Standing standing) {
        return switch (standing.weighed()) {
            case UP -> Status.UP;
            case DEGRADED -> new Status("DEGRADED", "works, with less than everything");
            case DOWN -> Status.DOWN;
            case UNKNOWN -> Status.OUT_OF_SERVICE; // Boot answers 200 to its own UNKNOWN
        };
    }
}
