package dev.probity.health.helidon;

import dev.probity.health.Group;
import dev.probity.health.Health;
import dev.probity.health.Report;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;

import java.util.List;

/// Our groups as Helidon's own health checks, for services that use its observe feature. They read
/// the snapshot; nothing runs when they are called.
public final class HelidonChecks {
    private HelidonChecks() {}

    /// One for each question, called `service-liveness` and so on.
    public static List<HealthCheck> of(Health health) {
        return List.of(
                new Grouped(health, Group.LIVENESS, HealthCheckType.LIVENESS),
                new Grouped(health, Group.READINESS, HealthCheckType.READINESS),
                new Grouped(health, Group.STARTUP, HealthCheckType.STARTUP));
    }

    private record Grouped(Health health, Group group, HealthCheckType type)
            implements HealthCheck {
        @Override
        public String name() {
            return health.service() + "-" + group.name();
        }

        @Override
        public HealthCheckResponse call() {
            Report report = health.report(group);
            HealthCheckResponse.Builder response =
                    HealthCheckResponse.builder().status(report.status().passes());
            response.detail("state", report.status().name());
            if (!report.reason().isEmpty()) {
                response.detail("reason", report.reason());
            }
            return response.build();
        }
    }
}
