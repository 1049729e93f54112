package dev.probity.control.api;

import dev.probity.engine.ReplicaId;
import dev.probity.launch.process.ResourceUse;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How much of the machine each replica uses now: what it had used at one look, less what it had
/// used at the look before. Nobody looks unless somebody asks.
final class ResourceRates {
    /// Shorter than this, the kernel's ticks of a hundredth of a second show.
    private static final long LEAST_APART = Duration.ofSeconds(1).toNanos();

    /// A look beyond this says nothing of now.
    private static final long MOST_APART = Duration.ofSeconds(30).toNanos();

    /// The share of a core that looking may cost: with many processes it is done less often.
    private static final long PAUSES = 50;

    private final Supplier<Map<ReplicaId, ResourceUse>> look;
    private final LongSupplier clock;

    private Look last = new Look(0, Map.of()); // guarded by this
    private Map<ReplicaId, Rate> rates = Map.of(); // guarded by this
    private long nextLook; // guarded by this
    private boolean looked; // guarded by this

    /// @param clock in nanoseconds
    ResourceRates(Supplier<Map<ReplicaId, ResourceUse>> look, LongSupplier clock) {
        this.look = look;
        this.clock = clock;
    }

    private record Look(long at, Map<ReplicaId, ResourceUse> used) {}

    /// @param cores such as 0.12; unknown at the first look
    record Rate(OptionalDouble cores, long memoryBytes) {}

    synchronized Map<ReplicaId, Rate> now() {
        long begin = clock.getAsLong();
        if (!looked || begin - nextLook >= 0) {
            Look present = new Look(begin, look.get());
            rates = between(last, present, looked && begin - last.at() <= MOST_APART);
            last = present;
            looked = true;
            long cost = clock.getAsLong() - begin;
            nextLook = begin + Math.max(LEAST_APART, PAUSES * cost);
        }
        return rates;
    }

    private static Map<ReplicaId, Rate> between(Look before, Look now, boolean comparable) {
        Map<ReplicaId, Rate> rates = new HashMap<>();
        now.used()
                .forEach((replica, use) -> {
                    ResourceUse earlier = before.used().get(replica);
                    OptionalDouble cores =
                            comparable && earlier != null
                                    ? cores(earlier, use, now.at() - before.at())
                                    : OptionalDouble.empty();
                    rates.put(replica, new Rate(cores, use.residentBytes()));
                });
        return Map.copyOf(rates);
    }

    /// A new incarnation, or a child that has ended, has taken its count away.
    private static OptionalDouble cores(ResourceUse before, ResourceUse now, long nanos) {
        long used = now.processor().minus(before.processor()).toNanos();
        return used < 0 ? OptionalDouble.empty() : OptionalDouble.of((double) used / nanos);
    }
}
