package dev.probity.health;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The thread that decides what is due. It starts things and never waits for one.
final class Ticker implements AutoCloseable {
    private static final long LONGEST_WAIT =
            250_000_000; // ns; how late the start-up deadline shows

    private final Time time;
    private final List<Watch> watches;
    private final Startup startup;
    private final Thread thread;
    private volatile boolean closed;

    Ticker(Time time, List<Watch> watches, Startup startup) {
        this.time = time;
        this.watches = List.copyOf(watches);
        this.startup = startup;
        thread = Thread.ofPlatform().daemon().name("probity-health-tick").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    private void work() {
        while (!closed) {
            long next = tick(time.nanos());
            LockSupport.parkNanos(this, Math.min(LONGEST_WAIT, next - time.nanos()));
        }
    }

    /// @return when there will be something to do again
    long tick(long now) {
        startup.tick(now);
        long next = Long.MAX_VALUE;
        for (Watch watch : watches) {
            try {
                next = Math.min(next, watch.tick(now));
            } catch (RuntimeException problem) { // one check's trouble is not the others'
                System.getLogger("dev.probity.health")
                        .log(Level.ERROR, "a health check could not be watched", problem);
            }
        }
        return next;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
