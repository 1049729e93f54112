package dev.probity.control.api;

import dev.probity.control.metrics.Exposition;

/// What the resources are made of, however many ways there are to them.
public final class Sources {
    /// Of a thousand replicas one look has some 10 MB while it is written.
    private static final int LOOKS_AT_ONCE = 2;

    private final Subject subject;
    private final EventLog events;
    private final Exposition metrics;
    private final ResourceRates rates;
    private final Turns looks = new Turns(LOOKS_AT_ONCE);

    /// They keep a core busy, and the run comes first.
    private final Turns previews = new Turns(1);

    public Sources(Subject subject, EventLog events, Exposition metrics) {
        this.subject = subject;
        this.events = events;
        this.metrics = metrics;
        this.rates = new ResourceRates(subject.application()::resources, System::nanoTime);
    }

    Subject subject() {
        return subject;
    }

    EventLog events() {
        return events;
    }

    Exposition metrics() {
        return metrics;
    }

    ResourceRates rates() {
        return rates;
    }

    Turns looks() {
        return looks;
    }

    Turns previews() {
        return previews;
    }
}
