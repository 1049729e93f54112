package dev.probity.gateway.pool;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// One endpoint of one pool, as all event loops share it: counts only, no lock.
///
/// A member leaves the rotation and may come back; once it is draining it is never used again, and
/// the same endpoint published anew gets a member of its own.
public final class Member {
    private final Endpoint endpoint;
    private final InetSocketAddress address;
    private final Meter meter;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CompletableFuture<Integer> drained = new CompletableFuture<>();

    // Written by publish() and drain() under the pool's lock, read by every loop.
    private volatile boolean inRotation = true;
    private volatile boolean draining;

    // Any loop may write it; the last one wins, which is what is wanted.
    private volatile long avoidedUntil;
    private volatile boolean avoided;

    Member(Endpoint endpoint, Meter meter) {
        this.endpoint = endpoint;
        this.address = new InetSocketAddress(endpoint.host(), endpoint.port());
        this.meter = meter;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public InetSocketAddress address() {
        return address;
    }

    public Meter meter() {
        return meter;
    }

    public int inFlight() {
        return inFlight.get();
    }

    public boolean takesTraffic() {
        return inRotation;
    }

    /// Counts one more request or connection, unless the member has left the rotation meanwhile.
    boolean begin() {
        inFlight.getAndIncrement();
        // Counted first, then looked: whoever drains writes first, then counts. One sees the other.
        if (inRotation) {
            return true;
        }
        end();
        return false;
    }

    /// Ends what {@link Pool#pick} has begun.
    public void end() {
        if (inFlight.decrementAndGet() == 0 && draining) {
            drained.complete(0);
        }
    }

    /// It refused a connection: others are preferred until the given time.
    public void avoidUntil(long nanoTime) {
        avoidedUntil = nanoTime;
        avoided = true;
    }

    boolean isAvoided(long now) {
        if (!avoided) {
            return false;
        }
        if (now - avoidedUntil < 0) {
            return true;
        }
        avoided = false;
        return false;
    }

    void enterRotation() {
        avoided = false;
        inRotation = true;
    }

    void leaveRotation() {
        inRotation = false;
    }

    CompletionStage<Integer> startDraining() {
        inRotation = false;
        draining = true;
        if (inFlight.get() == 0) {
            drained.complete(0);
        }
        return drained.minimalCompletionStage();
    }

    boolean isDraining() {
        return draining;
    }

    /// @return false when nothing was left to cut
    boolean cutShort() {
        return drained.complete(inFlight.get());
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
