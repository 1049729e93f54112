package dev.probity.samples.logging.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How many predictions each device may send: so many a second on average, ten seconds' worth at
/// once.
final class DeviceLimits {
    private static final int MOST_DEVICES = 10_000; // the one that was silent longest is forgotten
    private static final int BURST_SECONDS = 10;

    private final double perSecond;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private record Bucket(double left, long at) {}

    /// @param perSecond 0 for no limit
    DeviceLimits(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /// @return whether they may come in. A request that is larger than the burst may, when the
    ///   device has been silent for long enough.
    synchronized boolean allows(String device, int predictions) {
        if (perSecond == 0) {
            return true;
        }
        double full = perSecond * BURST_SECONDS;
        long now = nanos.getAsLong();
        Bucket known = buckets.getOrDefault(device, new Bucket(full, now));
        double left = Math.min(full, known.left() + (now - known.at()) / 1e9 * perSecond);
        boolean allowed = left >= Math.min(predictions, full);
        buckets.put(device, new Bucket(allowed ? left - predictions : left, now));
        if (buckets.size() > MOST_DEVICES) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return allowed;
    }
}
