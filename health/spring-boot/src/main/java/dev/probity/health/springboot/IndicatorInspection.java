package dev.probity.health.springboot;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// An indicator of Boot's as an inspection: it runs in the background, with a deadline, and its
/// answer grows old. `Check.remote("mail", new IndicatorInspection(mailHealthIndicator))`.
///
/// Its details are not taken over: they are made of exceptions' messages.
public record IndicatorInspection(HealthIndicator indicator) implements Inspection {

    @Override
    public Result inspect(Attempt attempt) {
        org.springframework.boot.health.contributor.Health health = indicator.health(false);
        if (health == null) {
            return Result.down("no_health");
        }
        Status status = health.getStatus();
        if (status.equals(Status.UP) || status.equals(Status.UNKNOWN)) {
            return Result.up(); // Boot answers 200 to both
        }
        if (status.equals(Status.DOWN) || status.equals(Status.OUT_OF_SERVICE)) {
            return Result.down("indicator_down");
        }
        return Result.degraded("indicator_not_up").with("status", status.getCode());
    }
}
