package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What one listener has not taken yet. A listener that is too slow loses lines and is told how
/// many, at the place where they were; the writer never waits for it.
public final class LogSubscription implements AutoCloseable {

    private final Predicate<ReplicaId> wanted;
    private final int capacity;
    private final Consumer<LogSubscription> onClose;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition come = lock.newCondition();
    // Both guarded by the lock.
    private final ArrayDeque<LogEntry> waiting = new ArrayDeque<>();
    private Optional<LogEntry.Gap> gap = Optional.empty();

    LogSubscription(Predicate<ReplicaId> wanted, int capacity, Consumer<LogSubscription> onClose) {
        this.wanted = wanted;
        this.capacity = capacity;
        this.onClose = onClose;
    }

    void offer(LogEntry entry) {
        if (!wanted.test(entry.replica())) {
            return;
        }
        lock.lock();
        try {
            if (waiting.size() >= capacity) {
                long before = gap.map(LogEntry.Gap::lines).orElse(0L);
                String reason = "read too slowly";
                gap =
                        Optional.of(
                                new LogEntry.Gap(entry.at(), entry.replica(), before + 1, reason));
                return;
            }
            gap.ifPresent(waiting::add);
            gap = Optional.empty();
            waiting.add(entry);
            come.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next entry; empty when none comes within the limit.
    public Optional<LogEntry> next(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (waiting.isEmpty() && gap.isEmpty() && left > 0) {
                left = come.awaitNanos(left);
            }
            if (waiting.isEmpty()) {
                Optional<LogEntry> last = gap.map(LogEntry.class::cast);
                gap = Optional.empty();
                return last;
            }
            return Optional.of(waiting.remove());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
