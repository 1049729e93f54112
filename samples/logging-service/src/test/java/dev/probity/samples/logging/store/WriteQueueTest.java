package dev.probity.samples.logging.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

class WriteQueueTest {
    private final WriteQueue queue = new WriteQueue(10);

    private static Submission rows(int count) {
        return Stores.submission(
                Instant.EPOCH,
                IntStream.range(0, count).mapToObj(i -> "p" + i).toArray(String[]::new));
    }

    @Test
    void takesNoMoreRowsThanItIsAllowed() {
        assertThat(queue.offer(rows(6))).isEqualTo(WriteQueue.Offered.TAKEN);
        assertThat(queue.offer(rows(5))).isEqualTo(WriteQueue.Offered.FULL);
        assertThat(queue.offer(rows(4))).isEqualTo(WriteQueue.Offered.TAKEN);
        assertThat(queue.rows()).isEqualTo(10);
    }

    @Test
    void takesOneThatIsLargerThanItselfWhenItIsEmpty() {
        assertThat(queue.offer(rows(11))).isEqualTo(WriteQueue.Offered.TAKEN);
        assertThat(queue.offer(rows(1))).isEqualTo(WriteQueue.Offered.FULL);
    }

    @Test
    void givesOutInOrderAsManyAsFitIntoACommit() throws InterruptedException {
        Submission first = rows(3);
        Submission second = rows(3);
        Submission third = rows(3);
        queue.offer(first);
        queue.offer(second);
        queue.offer(third);

        assertThat(queue.take(6, Duration.ZERO)).containsExactly(first, second);
        assertThat(queue.rows()).isEqualTo(3);
        assertThat(queue.take(1, Duration.ZERO)).containsExactly(third);
        assertThat(queue.take(6, Duration.ZERO)).isEmpty();
    }

    @Test
    void givesOutWhatWaitsAfterItHasBeenClosed() throws InterruptedException {
        Submission last = rows(1);
        queue.offer(last);
        queue.close();

        assertThat(queue.offer(rows(1))).isEqualTo(WriteQueue.Offered.CLOSED);
        assertThat(queue.isOver()).isFalse();
        assertThat(queue.take(6, Duration.ofDays(1))).containsExactly(last);
        assertThat(queue.take(6, Duration.ofDays(1))).isEmpty();
        assertThat(queue.isOver()).isTrue();
    }
}
