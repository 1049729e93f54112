package dev.probity.samples.webapi;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// The health checks of the service. Each passes until it is told not to, for ever or for a while.
final class Checks {

    static final String LIVENESS = "someLivenessCheck";
    static final String READINESS = "someReadinessCheck";

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final LongSupplier clock;
    private final Map<String, Setting> settings = new TreeMap<>();

    private record Setting(boolean passes, long since, long nanos) {
        boolean passesAt(long now) {
            return now - since < nanos ? passes : !passes;
        }
    }

    /// @param clock a monotonic count of nanoseconds
    Checks(LongSupplier clock) {
        this.clock = clock;
        set(LIVENESS, true);
        set(READINESS, true);
    }

    Set<String> names() {
        return Set.of(LIVENESS, READINESS);
    }

    synchronized boolean passes(String name) {
        Setting setting = settings.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("there is no check \"" + name + "\"");
        }
        return setting.passesAt(clock.getAsLong());
    }

    synchronized void set(String name, boolean passes) {
        settings.put(name, new Setting(passes, clock.getAsLong(), FOR_EVER));
    }

    /// After that time it is the other way round.
    synchronized void set(String name, boolean passes, Duration time) {
        settings.put(name, new Setting(passes, clock.getAsLong(), time.toNanos()));
    }
}
