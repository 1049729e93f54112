package dev.probity.health.stuck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;
import dev.probity.health.Status;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

class StuckTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong(-7);
    private final Deque<Runnable> queue = new ArrayDeque<>();

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static Result result(Inspection inspection) {
        try {
            return inspection.inspect(Attempt.within(MINUTE));
        } catch (Exception problem) {
            throw new AssertionError(problem);
        }
    }

    private static Status status(Inspection inspection) {
        return result(inspection).status();
    }

    @Test
    void aHeartbeatMustNotStop() {
        Heartbeat heartbeat = Heartbeat.atLeastEvery(MINUTE, now::get);
        pass(MINUTE);
        assertThat(status(heartbeat)).isEqualTo(Status.UP);
        pass(Duration.ofNanos(1));
        assertThat(result(heartbeat)).isInstanceOf(Result.Down.class);

        heartbeat.beat();
        assertThat(status(heartbeat)).isEqualTo(Status.UP);
    }

    @Test
    void idleIsNotStuck() {
        Progress progress = Progress.stalledAfter(MINUTE, now::get);
        pass(Duration.ofDays(1));
        assertThat(status(progress)).isEqualTo(Status.UP);

        Progress.Item item = progress.begin();
        pass(Duration.ofSeconds(59));
        assertThat(status(progress)).as("counted from when it began").isEqualTo(Status.UP);
        item.close();
    }

    @Test
    void workThatDoesNotMoveIsStuckAndOneThatMovesIsNot() {
        Progress progress = Progress.stalledAfter(MINUTE, now::get);
        Progress.Item stuck = progress.begin();
        Progress.Item other = progress.begin();
        pass(Duration.ofSeconds(50));
        other.close();
        pass(Duration.ofSeconds(50));
        assertThat(status(progress)).as("another was finished meanwhile").isEqualTo(Status.UP);

        pass(Duration.ofSeconds(11));
        assertThat(result(progress)).isInstanceOf(Result.Down.class);
        assertThat(progress.open()).isEqualTo(1);

        stuck.close();
        stuck.close();
        assertThat(progress.open()).as("closed once").isZero();
        assertThat(status(progress)).isEqualTo(Status.UP);
    }

    @Test
    void aCanaryThatDoesNotComeBackIsMissed() {
        Canary canary = Canary.in(queue::add, Duration.ofSeconds(30), now::get);
        assertThat(status(canary)).isEqualTo(Status.UP);
        pass(Duration.ofSeconds(30));
        assertThat(status(canary)).isEqualTo(Status.UP);
        pass(Duration.ofNanos(1));
        assertThat(status(canary)).isEqualTo(Status.DOWN);
        assertThat(queue).as("one at a time").hasSize(1);

        queue.remove().run();
        assertThat(status(canary)).isEqualTo(Status.UP);
    }

    @Test
    void aPoolThatTakesNothingIsDown() {
        Canary canary =
                Canary.in(
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        MINUTE);

        assertThat(status(canary)).isEqualTo(Status.DOWN);
    }

    @Test
    void impatienceIsRefused() {
        assertThatThrownBy(() -> Canary.in(queue::add, Duration.ofMillis(10)))
                .hasMessage(
                        "a canary is given up after PT0.01S; the least is PT1S: busy is not"
                                + " stuck");
        assertThatThrownBy(() -> Progress.stalledAfter(Duration.ZERO))
                .hasMessage("the time after which work is stalled is PT0S; it has to be positive");
    }
}
