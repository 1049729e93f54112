package dev.probity.health.stuck;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/// Sends an empty task through the threads that do the work, and sees whether it comes back. One is
/// on its way at a time, so a stuck pool does not fill up with them.
///
/// A pool that is merely busy answers late; give it time. An event loop is an executor too:
/// `Canary.in(eventLoop::execute, ...)`.
public final class Canary implements Inspection {
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Executor executor;
    private final LongSupplier clock;
    private final long hangsAfter;
    private volatile boolean away;
    private volatile long sent;

    private Canary(Executor executor, Duration hangsAfter, LongSupplier clock) {
        this.executor = executor;
        this.clock = clock;
        this.hangsAfter = hangsAfter.toNanos();
        if (hangsAfter.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "a canary is given up after %s; the least is %s: busy is not stuck"
                            .formatted(hangsAfter, LEAST));
        }
    }

    /// @param hangsAfter how long it may be away; 30 seconds is a careful choice
    public static Canary in(Executor executor, Duration hangsAfter) {
        return new Canary(executor, hangsAfter, System::nanoTime);
    }

    static Canary in(Executor executor, Duration hangsAfter, LongSupplier clock) {
        return new Canary(executor, hangsAfter, clock);
    }

    /// Of all virtual threads: it notices when every carrier is pinned.
    public static Canary inVirtualThreads(Duration hangsAfter) {
        return in(task -> Thread.ofVirtual().name("probity-health-canary").start(task), hangsAfter);
    }

    @Override
    public Result inspect(Attempt attempt) {
        long now = clock.getAsLong();
        if (away) {
            long waited = now - sent;
            return waited <= hangsAfter
                    ? Result.up().with("waiting_ms", waited / 1_000_000)
                    : Result.down("executor_hangs").with("waiting_ms", waited / 1_000_000);
        }
        sent = now;
        away = true;
        try {
            executor.execute(() -> away = false);
        } catch (RejectedExecutionException closed) {
            away = false;
            return Result.down("executor_rejects", closed);
        }
        return Result.up();
    }
}
