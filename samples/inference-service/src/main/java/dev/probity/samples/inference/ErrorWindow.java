package dev.probity.samples.inference;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.util.function.LongSupplier;

/// The share of requests that failed through the service's own fault, over the last minute. It
/// empties by itself: a service without traffic is not kept out of it for ever by old errors.
final class ErrorWindow implements Inspection {
    private static final int SECONDS = 60;
    private static final int FEWEST = 20; // fewer requests than that prove nothing

    private final double most;
    private final LongSupplier nanos;
    private final long[] second = new long[SECONDS];
    private final int[] served = new int[SECONDS];
    private final int[] failed = new int[SECONDS];

    /// @param most the share from which on the service is not ready; 0 for never
    /// @param nanos a monotonic clock
    ErrorWindow(double most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    synchronized void served() {
        served[current()]++;
    }

    synchronized void failed() {
        failed[current()]++;
    }

    private int current() {
        long now = nanos.getAsLong() / 1_000_000_000;
        int place = Math.floorMod(now, SECONDS);
        if (second[place] != now) {
            second[place] = now;
            served[place] = 0;
            failed[place] = 0;
        }
        return place;
    }

    @Override
    public synchronized Result inspect(Attempt attempt) {
        long now = nanos.getAsLong() / 1_000_000_000;
        int good = 0;
        int bad = 0;
        for (int place = 0; place < SECONDS; place++) {
            if (now - second[place] < SECONDS) {
                good += served[place];
                bad += failed[place];
            }
        }
        int all = good + bad;
        double rate = all == 0 ? 0 : (double) bad / all;
        boolean high = most > 0 && all >= FEWEST && rate >= most;
        Result result = high ? Result.down("high_error_rate") : Result.up();
        return result.with("error_rate", rate).with("requests", all);
    }
}
