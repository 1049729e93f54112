package dev.probity.runtime;

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
    private Optional<Told> missed = Optional.empty();
    private boolean ended;

    Subscription(int capacity, Consumer<Subscription> onClose) {
        this.capacity = capacity;
        this.onClose = onClose;
    }

    void offer(Told told) {
        lock.lock();
        try {
            if (waiting.size() >= capacity) {
                missed = missed(told);
                return;
            }
            // The hole is marked where it is: before the first notice that fits again.
            missed.ifPresent(waiting::add);
            missed = Optional.empty();
            waiting.add(told);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Told> missed(Told told) {
        long before =
                missed.map(Told::notice)
                        .map(notice -> notice instanceof Notice.Missed(long count) ? count : 0L)
                        .orElse(0L);
        return Optional.of(
                new Told(told.number(), told.at(), told.time(), new Notice.Missed(before + 1)));
    }

    /// The next notice; empty when none came in time, or none will come any more.
    public Optional<Told> next(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (waiting.isEmpty() && missed.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!waiting.isEmpty()) {
                return Optional.of(waiting.remove());
            }
            Optional<Told> last = missed;
            missed = Optional.empty();
            return last;
        } finally {
            lock.unlock();
        }
    }

    /// Whether everything has been read that will ever be told.
    public boolean isOver() {
        lock.lock();
        try {
            return ended && waiting.isEmpty() && missed.isEmpty();
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
