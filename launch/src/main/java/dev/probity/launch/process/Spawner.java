package dev.probity.launch.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// The only threads that start processes, and they end last: a parent-death signal comes when the
/// thread that started the process ends, not the program.
final class Spawner implements AutoCloseable {

    /// Starting takes some milliseconds of waiting for the kernel; two overlap that.
    private static final int THREADS = 2;

    private final PriorityBlockingQueue<Job> jobs = new PriorityBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong sequence = new AtomicLong();

    private volatile boolean closed;

    private record Job(boolean urgent, long sequence, Runnable work) implements Comparable<Job> {
        @Override
        public int compareTo(Job other) {
            return urgent == other.urgent
                    ? Long.compare(sequence, other.sequence)
                    : Boolean.compare(other.urgent, urgent);
        }
    }

    Spawner() {
        for (int number = 1; number <= THREADS; number++) {
            // Daemons: an ending JVM must not wait for them, and then the signal may come.
            threads.add(
                    Thread.ofPlatform().daemon().name("probity-spawn-" + number).start(this::work));
        }
    }

    /// Bounded by the replicas there are.
    void launch(Runnable work) {
        jobs.add(new Job(true, sequence.getAndIncrement(), work));
    }

    /// Done when no launch waits. Whoever asks bounds how many there are.
    void command(Runnable work) {
        jobs.add(new Job(false, sequence.getAndIncrement(), work));
    }

    /// Ends the threads, and with them every process that is left.
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    private void work() {
        while (!closed) {
            try {
                jobs.take().work().run();
            } catch (InterruptedException _) {
                // closed, or nobody's business
            } catch (RuntimeException | Error problem) {
                // Whatever it is, ending here would kill every process this thread has started.
                System.getLogger(Spawner.class.getName())
                        .log(System.Logger.Level.ERROR, "a launch broke unexpectedly", problem);
            }
        }
    }
}
