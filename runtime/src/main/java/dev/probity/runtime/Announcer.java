package dev.probity.runtime;

import dev.probity.engine.Happening;
import dev.probity.runtime.loop.RunClock;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/// Numbers what is to be told, hands it to everyone who listens, and keeps the last of it for those
/// who come later. It never waits for a listener.
final class Announcer {
    /// About half a megabyte: the day of an application that is well.
    private static final int KEPT = 2_000;

    private final RunClock clock;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /// Keeps numbers and order one: the engine's thread is not the only one that tells.
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final ArrayDeque<Told> kept = new ArrayDeque<>();
    private long number;
    private boolean ended;

    Announcer(RunClock clock) {
        this.clock = clock;
    }

    /// @param capacity notices that wait for the listener, at most
    /// @param after the last one that the listener knows; later ones that are kept come first
    Subscription subscribe(int capacity, long after) {
        Subscription subscription = new Subscription(capacity, subscriptions::remove);
        lock.lock();
        try {
            kept.stream().filter(told -> told.number() > after).forEach(subscription::offer);
            subscriptions.add(subscription);
            if (ended) {
                subscription.end();
            }
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    long last() {
        lock.lock();
        try {
            return number;
        } finally {
            lock.unlock();
        }
    }

    void tell(Notice notice) {
        tell(clock.now(), notice);
    }

    void tell(long at, Notice notice) {
        lock.lock();
        try {
            Told told = new Told(++number, at, clock.time(at), notice);
            keep(told);
            for (Subscription subscription : subscriptions) {
                subscription.offer(told);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Attempts have a history of their own, and would leave room for nothing else.
    private void keep(Told told) {
        if (told.notice() instanceof Notice.Happened(Happening.Attempted _)) {
            return;
        }
        kept.add(told);
        if (kept.size() > KEPT) {
            kept.remove();
        }
    }

    /// Nothing more will be told; what waits can still be read.
    void end() {
        lock.lock();
        try {
            ended = true;
            subscriptions.forEach(Subscription::end);
        } finally {
            lock.unlock();
        }
    }
}
