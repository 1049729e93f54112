package dev.probity.benchmarks.probes;

import java.util.Arrays;

/// How long after they were due attempts began, since it was last asked.
final class Lateness {

    /// As many as one measurement has at most; further ones are counted and not kept.
    private static final int KEPT = 1 << 20;

    private final long[] nanos = new long[KEPT];
    private int count;
    private int failed;

    synchronized void add(long late, boolean success) {
        if (count < KEPT) {
            nanos[count++] = late;
        }
        if (!success) {
            failed++;
        }
    }

    /// One line of JSON; begins anew.
    synchronized String report() {
        Arrays.sort(nanos, 0, count);
        String line =
                "{\"probes\":%d,\"failed\":%d,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f}"
                        .formatted(count, failed, at(0.5), at(0.99), at(1));
        count = 0;
        failed = 0;
        return line;
    }

    private double at(double share) {
        return count == 0 ? 0 : nanos[(int) Math.min(count - 1, share * count)] / 1e6;
    }
}
