package dev.probity.health.springboot;

import dev.probity.health.Health;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/// What Boot's events say of the application's own state, for the health: not ready before it
/// accepts traffic, broken when it says so, shutting down when the context closes.
public final class Availability {
    private final Health health;

    Availability(Health health) {
        this.health = health;
    }

    @EventListener
    void readiness(AvailabilityChangeEvent<ReadinessState> event) {
        switch (event.getState()) {
            case ACCEPTING_TRAFFIC -> health.accept();
            case REFUSING_TRAFFIC -> health.refuse("refusing_traffic");
        }
    }

    @EventListener
    void liveness(AvailabilityChangeEvent<LivenessState> event) {
        switch (event.getState()) {
            case CORRECT -> {} // it was never said otherwise, or cannot be taken back
            case BROKEN -> health.broken("application_broken");
        }
    }

    @EventListener
    void closed(ContextClosedEvent event) {
        health.shuttingDown();
    }
}
