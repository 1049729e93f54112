package dev.probity.gateway.pool;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// What one endpoint has carried so far. Loops add, anyone reads; no count ever goes down.
public final class Meter {
    private static final int CLASSES = 6; // index 1 to 5 for 1xx to 5xx, 0 for anything else

    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder retriesSaved = new LongAdder();
    private final LongAdder bytesToEndpoint = new LongAdder();
    private final LongAdder bytesFromEndpoint = new LongAdder();
    private final AtomicLongArray statusClasses = new AtomicLongArray(CLASSES);
    private final LatencyHistogram latency = new LatencyHistogram();

    /// A request (or, for TCP, a connection) was given to the endpoint.
    public void request() {
        requests.increment();
    }

    /// The endpoint refused, reset, timed out or broke the protocol.
    public void failure() {
        failures.increment();
    }

    /// What failed here was answered by another try, and the client did not notice.
    public void retrySaved() {
        retriesSaved.increment();
    }

    public void toEndpoint(long bytes) {
        bytesToEndpoint.add(bytes);
    }

    public void fromEndpoint(long bytes) {
        bytesFromEndpoint.add(bytes);
    }

    public void answered(int status, long nanos) {
        int statusClass = status / 100;
        statusClasses.getAndIncrement(statusClass < CLASSES ? statusClass : 0);
        latency.record(nanos);
    }

    /// A TCP or upgraded connection ended after this long.
    public void lasted(long nanos) {
        latency.record(nanos);
    }

    EndpointSnapshot snapshot(Member member) {
        return new EndpointSnapshot(
                member.endpoint(),
                member.takesTraffic(),
                member.inFlight(),
                requests.sum(),
                failures.sum(),
                retriesSaved.sum(),
                bytesToEndpoint.sum(),
                bytesFromEndpoint.sum(),
                statusClasses.get(2),
                statusClasses.get(4),
                statusClasses.get(5),
                latency.snapshot());
    }
}
