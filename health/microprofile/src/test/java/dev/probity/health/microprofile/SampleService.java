package dev.probity.health.microprofile;

import dev.probity.health.Health;
import dev.probity.health.Switch;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// A service that is alive and has no model.
public class SampleService {

    @Produces
    @Singleton
    Health health() {
        return Health.named("inference-service")
                .readiness(Switch.off("model", "model_not_loaded"))
                .start();
    }
}
