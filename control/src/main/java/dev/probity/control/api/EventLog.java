package dev.probity.control.api;

import dev.probity.engine.Happening;
import dev.probity.runtime.Notice;
import dev.probity.runtime.RunningApplication;
import dev.probity.runtime.Subscription;
import dev.probity.runtime.Told;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The last events of a run, so that a reader can begin in the past and go on where it left off.
///
/// Readers wait here and not in a queue each: a slow one costs nothing, and misses what is gone.
/// Single attempts are left out; they are many, and kept with their probe.
public final class EventLog implements AutoCloseable {
    private static final int KEPT = 5_000; // about 2 MB; a day of a quiet application
    private static final int QUEUED = 10_000;
    private static final Duration LOOK_UP = Duration.ofSeconds(1); // whether the run is over

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final ArrayDeque<Told> events = new ArrayDeque<>(); // guarded by the lock
    private boolean over; // guarded by the lock

    private final Subscription subscription;

    private EventLog(Subscription subscription) {
        this.subscription = subscription;
    }

    /// Keeps what the application tells from now on.
    public static EventLog of(RunningApplication application) {
        EventLog log = new EventLog(application.subscribe(QUEUED, 0));
        Thread.ofVirtual().name("control event log").start(log::follow);
        return log;
    }

    private void follow() {
        try {
            while (!subscription.isOver()) {
                subscription.next(LOOK_UP).filter(told -> !isAttempt(told)).ifPresent(this::add);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private static boolean isAttempt(Told told) {
        return told.notice() instanceof Notice.Happened(Happening.Attempted _);
    }

    private void add(Told told) {
        lock.lock();
        try {
            if (events.size() == KEPT) {
                events.removeFirst();
            }
            events.addLast(told);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            over = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// What came after a number; waits for it when there is nothing yet.
    ///
    /// @return empty when nothing came in time
    public List<Told> after(long number, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while ((events.isEmpty() || events.getLast().number() <= number) && !over) {
                if (left <= 0) {
                    return List.of();
                }
                left = grown.awaitNanos(left);
            }
            List<Told> news = new ArrayList<>();
            for (Told told : events) {
                if (told.number() > number) {
                    news.add(told);
                }
            }
            return news;
        } finally {
            lock.unlock();
        }
    }

    /// The number of the last event; 0 when there was none.
    public long last() {
        lock.lock();
        try {
            return events.isEmpty() ? 0 : events.getLast().number();
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing will come any more.
    public boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
