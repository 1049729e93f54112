package dev.probity.simulator.tune;

import java.util.Arrays;

/// Lengths of time that were measured, in seconds.
public final class Sample {
    private final double[] sorted;

    Sample(double... values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    public int size() {
        return sorted.length;
    }

    public double least() {
        return sorted[0];
    }

    public double most() {
        return sorted[sorted.length - 1];
    }

    public double median() {
        return sorted[(sorted.length - 1) / 2];
    }

    /// Whether it is too small to say anything about so rare a thing: among fewer than 1/risk
    /// values none needs to be one of the longest share.
    public boolean isSmallFor(double risk) {
        return sorted.length < 1 / risk - 1e-9;
    }

    /// A length that the next value exceeds with no more than this risk.
    ///
    /// Of enough values it is one of those that were seen: the next one is as likely to fall
    /// between any two of them. Of fewer it is a guess, a log-normal distribution laid over them,
    /// and never less than half more than the longest.
    public double bound(double risk) {
        if (!isSmallFor(risk)) {
            int rank = (int) Math.ceil((sorted.length + 1) * (1 - risk));
            return sorted[Math.min(sorted.length, rank) - 1];
        }
        return Math.max(most() * 1.5, fitted(risk));
    }

    private double fitted(double risk) {
        double[] logs =
                Arrays.stream(sorted).map(value -> Math.log(Math.max(value, 1e-3))).toArray();
        double mean = Arrays.stream(logs).average().orElse(0);
        double variance =
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum()
                        / Math.max(1, logs.length - 1);
        return Math.exp(mean + Normal.quantile(1 - risk) * Math.sqrt(variance));
    }

    /// How many fall into each of so many bins of equal width, from the least to the most.
    public int[] bins(int count) {
        int[] bins = new int[count];
        double width = (most() - least()) / count;
        for (double value : sorted) {
            int bin = width == 0 ? 0 : (int) ((value - least()) / width);
            bins[Math.min(count - 1, bin)]++;
        }
        return bins;
    }
}
