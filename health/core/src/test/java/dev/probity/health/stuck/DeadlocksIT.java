package dev.probity.health.stuck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.health.Attempt;
import dev.probity.health.Result;
import dev.probity.health.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

class DeadlocksIT {
    private final Deadlocks deadlocks = new Deadlocks();
    private final List<Thread> threads = new ArrayList<>();
    private final CyclicBarrier bothHaveOne = new CyclicBarrier(2);

    @AfterEach
    void freeThem() throws Exception {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void deadlock(Thread.Builder builder) {
        Lock one = new ReentrantLock();
        Lock two = new ReentrantLock();
        threads.add(builder.start(() -> take(one, two)));
        threads.add(builder.start(() -> take(two, one)));
    }

    private void take(Lock first, Lock second) {
        first.lock();
        try {
            bothHaveOne.await();
            second.lockInterruptibly();
            second.unlock();
        } catch (Exception freed) {
            Thread.currentThread().interrupt();
        } finally {
            first.unlock();
        }
    }

    private Result look() {
        return deadlocks.inspect(Attempt.within(Duration.ofSeconds(1)));
    }

    @Test
    void areSeenAmongPlatformThreads() {
        assertThat(look().status()).isEqualTo(Status.UP);
        deadlock(Thread.ofPlatform().daemon().name("stuck-", 0));

        await().until(() -> look().status() == Status.DOWN);

        assertThat(look().data()).containsEntry("threads", "stuck-0, stuck-1");
    }

    /// The JVM's gap: whoever uses virtual threads needs a canary or progress as well.
    @Test
    void areNotSeenAmongVirtualThreads() {
        deadlock(Thread.ofVirtual());
        await().until(() ->
                threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));

        assertThat(look().status()).isEqualTo(Status.UP);
    }

    @Test
    void aPoolOfDeadlockedVirtualThreadsIsMissedByItsCanary() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(2, Thread.ofVirtual().factory())) {
            Lock one = new ReentrantLock();
            Lock two = new ReentrantLock();
            pool.execute(() -> take(one, two));
            pool.execute(() -> take(two, one));
            Canary canary = Canary.in(pool, Duration.ofSeconds(1));
            try {
                await().until(() ->
                        canary.inspect(Attempt.within(Duration.ofSeconds(1))).status()
                                == Status.DOWN);
            } finally {
                pool.shutdownNow();
            }
        }
    }
}
