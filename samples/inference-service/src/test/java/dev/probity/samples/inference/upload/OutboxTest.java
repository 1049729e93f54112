package dev.probity.samples.inference.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

class OutboxTest {
    private static final Duration BRIEFLY = Duration.ofMillis(20);

    private final List<List<Integer>> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);

    @Test
    void sendsInBatchesInOrder() {
        try (Outbox<Integer> outbox =
                new Outbox<>("test", new Outbox.Size(100, 10, BRIEFLY), this::hold)) {
            for (int item = 0; item < 25; item++) {
                outbox.put(item);
            }
            open.countDown();
            await().until(() -> outbox.delivered() == 25);
        }
        assertThat(sent.stream().flatMap(List::stream)).isSorted().hasSize(25);
        assertThat(sent).allMatch(batch -> batch.size() <= 10).hasSizeLessThan(25);
    }

    @Test
    void neverWaitsAndCountsWhatItDrops() {
        try (Outbox<Integer> outbox =
                new Outbox<>("test", new Outbox.Size(5, 1, Duration.ZERO), this::hold)) {
            outbox.put(0);
            await().until(() -> outbox.waiting() == 0); // on its way, and held there
            for (int item = 1; item <= 20; item++) {
                outbox.put(item);
            }
            assertThat(outbox.waiting()).isEqualTo(5);
            assertThat(outbox.dropped()).isEqualTo(15);
            open.countDown();
            await().until(() -> outbox.delivered() == 6);
        }
    }

    @Test
    void countsWhatDoesNotArrive() {
        try (Outbox<Integer> outbox =
                new Outbox<>("test", new Outbox.Size(5, 2, BRIEFLY), batch -> false)) {
            outbox.put(1);
            outbox.put(2);
            await().until(() -> outbox.dropped() == 2);
            assertThat(outbox.delivered()).isZero();
        }
    }

    @Test
    void sendsWhatWaitsBeforeItCloses() {
        Outbox<Integer> outbox =
                new Outbox<>("test", new Outbox.Size(100, 10, Duration.ofMinutes(1)), this::hold);
        outbox.put(1);
        outbox.put(2);
        open.countDown();
        outbox.close();
        assertThat(sent.stream().flatMap(List::stream)).containsExactly(1, 2);
        outbox.put(3);
        assertThat(outbox.dropped()).isEqualTo(1);
    }

    @Test
    void givesUpWhenClosingTakesTooLong() {
        Outbox<Integer> outbox =
                new Outbox<>("test", new Outbox.Size(100, 1, Duration.ZERO), this::hold);
        outbox.put(1);
        outbox.put(2);
        outbox.close(BRIEFLY);
        await().until(() -> outbox.dropped() == 2);
    }

    private boolean hold(List<Integer> batch) throws InterruptedException {
        open.await();
        sent.add(batch);
        return true;
    }
}
