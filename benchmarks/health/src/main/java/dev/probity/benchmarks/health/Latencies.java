package dev.probity.benchmarks.health;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// Durations in nanoseconds, as many as there is room for.
final class Latencies {
    private final long[] nanos;
    private final AtomicInteger count = new AtomicInteger();

    Latencies(int room) {
        nanos = new long[room];
    }

    void add(long duration) {
        int at = count.getAndIncrement();
        if (at < nanos.length) {
            nanos[at] = duration;
        }
    }

    int count() {
        return Math.min(count.get(), nanos.length);
    }

    /// @param share between 0 and 1; 1 for the longest
    double millis(double share) {
        long[] sorted = Arrays.copyOf(nanos, count());
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int at = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, at)] / 1e6;
    }

    void clear() {
        count.set(0);
    }
}
