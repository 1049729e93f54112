package dev.probity.control.api;

import dev.probity.control.metrics.Exposition;

import java.util.concurrent.Semaphore;

/// What the resources are made of, however many ways there are to them.
///
/// @param rates are kept between two looks, so there is one of them
/// @param previews take turns: they keep a core busy, and the run comes first
public record Sources(
        Subject subject,
        EventLog events,
        Exposition metrics,
        ResourceRates rates,
        Semaphore previews) {

    public static Sources of(Subject subject, EventLog events, Exposition metrics) {
        return new Sources(
                subject,
                events,
                metrics,
                new ResourceRates(subject.application()::resources, System::nanoTime),
                new Semaphore(1, true));
    }
}
