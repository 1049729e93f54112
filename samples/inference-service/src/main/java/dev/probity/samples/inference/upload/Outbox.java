package dev.probity.samples.inference.upload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// A bounded queue and one thread that empties it, a batch at a time. Putting into it takes no
/// time: when it is full, what is put is dropped and counted.
public final class Outbox<T> implements AutoCloseable {
    private final ArrayBlockingQueue<T> queue;
    private final int batch;
    private final Duration linger;
    private final Delivery<T> delivery;
    private final Thread thread;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private volatile boolean closing;

    /// Gets rid of a batch. It may take its time, and try again by itself.
    @FunctionalInterface
    public interface Delivery<T> {
        /// @return whether it arrived; what did not is dropped
        boolean deliver(List<T> batch) throws InterruptedException;
    }

    /// @param capacity how many may wait
    /// @param batch how many go together at most
    /// @param linger how long the first of a batch waits for others
    public record Size(int capacity, int batch, Duration linger) {}

    public Outbox(String name, Size size, Delivery<T> delivery) {
        queue = new ArrayBlockingQueue<>(size.capacity());
        batch = size.batch();
        linger = size.linger();
        this.delivery = delivery;
        thread = Thread.ofPlatform().daemon().name(name).start(this::empty);
    }

    public void put(T item) {
        if (closing || !queue.offer(item)) {
            dropped.increment();
        }
    }

    public int waiting() {
        return queue.size();
    }

    public long dropped() {
        return dropped.sum();
    }

    public long delivered() {
        return delivered.sum();
    }

    private void empty() {
        List<T> going = new ArrayList<>();
        try {
            while (!closing || !queue.isEmpty()) {
                gather(going);
                if (!going.isEmpty()) {
                    boolean arrived = delivery.deliver(List.copyOf(going));
                    (arrived ? delivered : dropped).add(going.size());
                    going.clear();
                }
            }
        } catch (InterruptedException ended) {
            dropped.add(going.size() + queue.size());
            Thread.currentThread().interrupt();
        }
    }

    private void gather(List<T> going) throws InterruptedException {
        long end = System.nanoTime() + linger.toNanos();
        T first = queue.poll(100, TimeUnit.MILLISECONDS); // looks for the end now and then
        if (first == null) {
            return;
        }
        going.add(first);
        queue.drainTo(going, batch - 1);
        while (going.size() < batch && !closing) {
            T next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            going.add(next);
            queue.drainTo(going, batch - going.size());
        }
    }

    /// Sends what waits, for at most so long.
    public void close(Duration limit) {
        closing = true;
        try {
            if (!thread.join(limit)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
