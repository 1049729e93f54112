package dev.probity.runtime;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What one listener has not read yet. A listener that is too slow misses notices, and is told how
/// many in their place.
public final class Subscription implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int capacity;
    private final Consumer<Subscription> onClose;

    // Guarded by the lock.
    private final ArrayDeque<Told> waiting = new ArrayDeque<>();
    private long missed;
    private boolean ended;

    Subscription(int capacity, Consumer<Subscription> onClose) {
        this.capacity = capacity;
        this.onClose = onClose;
    }

    void offer(Told told) {
        lock.lock();
        try {
            if (waiting.size() == capacity) {
                missed++;
                return;
            }
            if (missed > 0) {
                // The hole is marked where it is: before the first notice that fits again.
                waiting.add(
                        new Told(told.number(), told.at(), told.time(), new Notice.Missed(missed)));
                missed = 0;
            }
            waiting.add(told);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next notice; empty when none came in time, or none will come any more.
    public Optional<Told> next(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            @Nullable Told told = waiting.poll();
            return Optional.ofNullable(told);
        } finally {
            lock.unlock();
        }
    }

    /// Whether everything has been read that will ever be told.
    public boolean isOver() {
        lock.lock();
        try {
            return ended && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        onClose.accept(this);
        end();
    }
}
