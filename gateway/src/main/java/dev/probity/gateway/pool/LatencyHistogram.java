package dev.probity.gateway.pool;

import java.util.concurrent.atomic.AtomicLongArray;

/// Durations in buckets that each span a quarter of a power of two, from 16 µs to 20 minutes.
final class LatencyHistogram {
    static final int BUCKETS = 108;

    private static final int SMALLEST = 14; // 2^14 ns = 16 µs: nothing on a socket is shorter
    private static final int STEPS = 4; // of each power of two

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void record(long nanos) {
        counts.getAndIncrement(bucketOf(nanos));
    }

    LatencySnapshot snapshot() {
        long[] copy = new long[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            copy[i] = counts.get(i);
        }
        return LatencySnapshot.of(copy);
    }

    static int bucketOf(long nanos) {
        if (nanos < 1L << SMALLEST) {
            return 0;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int step = (int) (nanos >>> (power - 2)) & (STEPS - 1);
        return Math.min(BUCKETS - 1, 1 + (power - SMALLEST) * STEPS + step);
    }

    /// The first duration that is too long for the bucket.
    static long endOf(int bucket) {
        if (bucket == 0) {
            return 1L << SMALLEST;
        }
        int power = SMALLEST + (bucket - 1) / STEPS;
        int step = (bucket - 1) % STEPS + 1;
        return (1L << power) + ((long) step << (power - 2));
    }
}
