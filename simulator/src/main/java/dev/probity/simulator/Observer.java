package dev.probity.simulator;

import dev.probity.engine.Happening;

/// Sees everything that happens in a simulation, as it happens.
@FunctionalInterface
public interface Observer {

    /// @param at nanoseconds since the application was applied
    void happened(long at, Happening happening);
}
