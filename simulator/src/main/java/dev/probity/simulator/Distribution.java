package dev.probity.simulator;

import java.util.Arrays;

/// How a number comes out over many runs.
public final class Distribution {
    private final double[] sorted;
    private final int absent;

    /// @param absent runs in which it did not come out at all
    public Distribution(double[] values, int absent) {
        sorted = values.clone();
        Arrays.sort(sorted);
        this.absent = absent;
    }

    public int size() {
        return sorted.length;
    }

    public int absent() {
        return absent;
    }

    public double mean() {
        return Arrays.stream(sorted).average().orElse(0);
    }

    /// The smallest value that this share of the runs does not exceed.
    ///
    /// @param share from 0, the least of all, to 1, the greatest
    /// @throws IllegalStateException if there is no value
    public double quantile(double share) {
        if (sorted.length == 0) {
            throw new IllegalStateException("a distribution of nothing has no quantiles");
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }
}
