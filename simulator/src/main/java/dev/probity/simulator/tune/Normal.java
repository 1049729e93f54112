package dev.probity.simulator.tune;

/// The standard normal distribution.
final class Normal {
    private Normal() {}

    /// Found by halving: the distribution function is known to eight digits, which is plenty.
    static double quantile(double share) {
        double low = -8;
        double high = 8;
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            if (below(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// Abramowitz and Stegun, 26.2.17; off by less than 7.5e-8.
    private static double below(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail =
                Math.exp(-x * x / 2)
                        / Math.sqrt(2 * Math.PI)
                        * t
                        * (0.319381530
                                + t
                                        * (-0.356563782
                                                + t
                                                        * (1.781477937
                                                                + t
                                                                        * (-1.821255978
                                                                                + t
                                                                                        * 1.330274429))));
        return x < 0 ? tail : 1 - tail;
    }
}
