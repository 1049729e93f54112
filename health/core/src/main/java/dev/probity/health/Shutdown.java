package dev.probity.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The end of a service, in the order that loses no request: readiness fails, the drain lets
/// everybody notice while requests are still served, then each step stops one thing.
///
/// ```java
/// Shutdown.of(health)
///         .drain(Duration.ofSeconds(5))
///         .grace(Duration.ofSeconds(20))
///         .then("http", () -> server.stop(20))
///         .then("database", dataSource::close)
///         .onExit();
/// ```
///
/// Drain and grace together have to be shorter than what the orchestrator waits before it kills (30
/// seconds in Kubernetes, and its preStop hook counts).
public final class Shutdown {
    private static final Logger LOG = System.getLogger("dev.probity.health");
    private static final int TERMINATED = 143; // 128 + SIGTERM, as a shell reports it

    private final Health health;
    private final List<Step> steps = new ArrayList<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch cutShort = new CountDownLatch(1);
    private Duration drain = Duration.ofSeconds(5);
    private Duration grace = Duration.ofSeconds(20);

    private record Step(String name, Stop stop) {}

    /// Stops one thing and returns when it has stopped.
    @FunctionalInterface
    public interface Stop {
        void stop() throws Exception;
    }

    private Shutdown(Health health) {
        this.health = health;
    }

    public static Shutdown of(Health health) {
        return new Shutdown(health);
    }

    /// How long requests are served after readiness has failed: as long as it takes everybody to
    /// notice, which is the readiness probe's period times its failure threshold, and some.
    public Shutdown drain(Duration time) {
        drain = time;
        return this;
    }

    /// How long all steps may take together.
    public Shutdown grace(Duration time) {
        grace = time;
        return this;
    }

    /// Steps run one after the other, in this order: what takes requests first, what they need
    /// last.
    public Shutdown then(String name, Stop stop) {
        steps.add(new Step(name, stop));
        return this;
    }

    /// Runs when the JVM ends, as it does on SIGTERM. Have no second hook that closes the same
    /// things: hooks run at the same time.
    public Shutdown onExit() {
        Thread hook =
                new Thread(
                        () -> {
                            if (!run()) {
                                Runtime.getRuntime().halt(TERMINATED);
                            }
                        },
                        "probity-health-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    /// Ends a drain at once, for tests and for people who are in a hurry.
    public void now() {
        cutShort.countDown();
    }

    /// Does it now, once.
    ///
    /// @return whether every step ended in time
    public boolean run() {
        if (!begun.compareAndSet(false, true)) {
            return true;
        }
        health.shuttingDown();
        LOG.log(Level.INFO, "{0}: draining for {1}", health.service(), drain);
        try {
            if (cutShort.await(drain.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(Level.INFO, "{0}: the drain was cut short", health.service());
            }
            return stopAll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            health.close();
        }
    }

    private boolean stopAll() throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        boolean inTime = true;
        for (Step step : steps) {
            inTime &= stop(step, Math.max(0, end - System.nanoTime()));
        }
        return inTime;
    }

    /// On a platform thread of its own: a step that hangs must not keep the next one from running.
    private boolean stop(Step step, long nanos) throws InterruptedException {
        FutureTask<Boolean> task = new FutureTask<>(() -> ended(step));
        Thread.ofPlatform().daemon().name("probity-health-stop-" + step.name()).start(task);
        try {
            return task.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            LOG.log(
                    Level.WARNING,
                    "{0}: \"{1}\" has not stopped within the grace of {2}",
                    health.service(),
                    step.name(),
                    grace);
            return false;
        } catch (ExecutionException problem) {
            LOG.log(Level.WARNING, "\"" + step.name() + "\" did not stop", problem.getCause());
            return true; // it will not stop any better by waiting
        }
    }

    private static boolean ended(Step step) throws Exception {
        step.stop().stop();
        return true;
    }
}
