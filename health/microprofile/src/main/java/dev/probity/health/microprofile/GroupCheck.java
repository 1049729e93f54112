package dev.probity.health.microprofile;

import dev.probity.health.Group;
import dev.probity.health.Health;
import dev.probity.health.Report;
import dev.probity.health.Standing;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import java.util.Locale;

/// One group as one check: its reason and how each of its members is, which everybody may know.
record GroupCheck(Health health, Group group) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        Report report = health.report(group);
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named(health.service() + "-" + group.name())
                        .status(report.status().passes());
        if (!report.reason().isEmpty()) {
            response.withData("reason", report.reason());
        }
        for (Standing member : report.standings()) {
            response.withData(member.name(), member.status().name().toLowerCase(Locale.ROOT));
        }
        return response.build();
    }
}
