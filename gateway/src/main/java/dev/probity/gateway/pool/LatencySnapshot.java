package dev.probity.gateway.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long things took, as counts of durations up to given bounds.
///
/// @param buckets those that counted something, in rising order
public record LatencySnapshot(List<Bucket> buckets) {

    /// @param upTo exclusive, in nanoseconds; a quarter of a power of two above the one before
    public record Bucket(long upTo, long count) {}

    public LatencySnapshot {
        buckets = List.copyOf(buckets);
    }

    static LatencySnapshot of(long[] counts) {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                buckets.add(new Bucket(LatencyHistogram.endOf(i), counts[i]));
            }
        }
        return new LatencySnapshot(buckets);
    }

    public long count() {
        return buckets.stream().mapToLong(Bucket::count).sum();
    }

    /// @param fraction 0.5 for the median
    /// @return the bound that this fraction stayed under; empty when nothing was counted
    public Optional<Duration> quantile(double fraction) {
        long wanted = (long) Math.ceil(fraction * count());
        long seen = 0;
        for (Bucket bucket : buckets) {
            seen += bucket.count();
            if (seen >= wanted) {
                return Optional.of(Duration.ofNanos(bucket.upTo()));
            }
        }
        return Optional.empty();
    }
}
