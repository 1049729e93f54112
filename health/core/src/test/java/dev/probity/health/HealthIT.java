package dev.probity.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// With real threads and a real clock.
class HealthIT {
    private static final Schedule QUICK = Schedule.every(Duration.ofMillis(50)).downAfter(1);

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Queue<String> news = new ConcurrentLinkedQueue<>();

    private final HealthListener listener =
            new HealthListener() {
                @Override
                public void checkChanged(Standing before, Standing after) {
                    news.add(after.name() + " " + before.status() + " " + after.status());
                }

                @Override
                public void groupChanged(Report before, Report after) {
                    news.add(after.group().name() + " " + after.status());
                }
            };

    private final Health health =
            Health.named("service")
                    .readiness(Check.remote("stubborn", attempt -> stubborn()).on(QUICK))
                    .readiness(Check.local("quick", attempt -> Result.up()).on(QUICK))
                    .listener(listener)
                    .start();

    @AfterEach
    void end() {
        released.countDown();
        health.close();
    }

    /// Hangs and cares about no interrupt.
    private Result stubborn() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        boolean waiting = true;
        while (waiting) {
            try {
                released.await();
                waiting = false;
            } catch (InterruptedException ignored) {
                waiting = true;
            }
        }
        running.decrementAndGet();
        return Result.up();
    }

    private Standing standing(String name) {
        return health.standings().stream()
                .filter(standing -> standing.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDependencyThatHangsForEverCostsOneThreadAndNobodyWaits() {
        await().until(() -> standing("stubborn").tally().timeouts() > 3);
        assertThat(health.report(Group.READINESS).reason()).isEqualTo("timeout");
        assertThat(standing("quick").status()).isEqualTo(Status.UP);
        assertThat(most.get()).isEqualTo(1);

        released.countDown();

        await().until(() -> health.report(Group.READINESS).status() == Status.UP);
        await().untilAsserted(() ->
                assertThat(List.copyOf(news))
                        .containsSubsequence(
                                "stubborn UNKNOWN DOWN", "readiness DOWN", "stubborn DOWN UP")
                        .endsWith("readiness UP"));
    }

    @Test
    void aDependencyThatHangsIsCalledWhatItsInspectionCallsIt() {
        Inspection hanging =
                new Inspection() {
                    @Override
                    public Result inspect(Attempt attempt) {
                        return stubborn();
                    }

                    @Override
                    public Result overdue() {
                        return Result.down("billing_silent");
                    }
                };
        try (Health other =
                Health.named("other")
                        .readiness(Check.remote("billing", hanging).on(QUICK))
                        .start()) {
            await().untilAsserted(() ->
                    assertThat(other.report(Group.READINESS).reason()).isEqualTo("billing_silent"));
        }
    }

    @Test
    void isUnknownWhenNobodyLooksAnyMore() {
        released.countDown();
        await().until(() -> health.report(Group.READINESS).status() == Status.UP);

        health.close();

        await().until(() -> health.report(Group.READINESS).status() == Status.UNKNOWN);
        assertThat(health.report(Group.READINESS).reason()).isEqualTo("stale");
    }
}
