package dev.probity.samples.logging.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be written, bounded by the number of rows.
final class WriteQueue {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Submission> waiting = new ArrayDeque<>();
    private int rows;
    private boolean closed;

    /// @param most rows
    WriteQueue(int most) {
        this.most = most;
    }

    enum Offered {
        TAKEN,
        FULL,
        CLOSED
    }

    /// What finds the queue empty is taken whatever its size.
    Offered offer(Submission submission) {
        lock.lock();
        try {
            if (closed) {
                return Offered.CLOSED;
            }
            if (rows > 0 && rows + submission.rows() > most) {
                return Offered.FULL;
            }
            waiting.add(submission);
            rows += submission.rows();
            changed.signal();
            return Offered.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /// As many as fit into so many rows, and one at least.
    ///
    /// @param wait how long for the first one
    /// @return none when none came, or the queue is closed and empty
    List<Submission> take(int limit, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<Submission> group = new ArrayList<>();
            int taken = 0;
            for (Submission next = waiting.peek();
                    next != null && (taken == 0 || taken + next.rows() <= limit);
                    next = waiting.peek()) {
                group.add(waiting.remove());
                taken += next.rows();
            }
            rows -= taken;
            return group;
        } finally {
            lock.unlock();
        }
    }

    List<Submission> takeAll() {
        lock.lock();
        try {
            List<Submission> all = List.copyOf(waiting);
            waiting.clear();
            rows = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    int rows() {
        lock.lock();
        try {
            return rows;
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more comes in; what waits is still given out.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for that time, or until the queue is closed.
    void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
