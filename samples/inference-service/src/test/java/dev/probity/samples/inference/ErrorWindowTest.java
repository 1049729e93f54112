package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.health.Attempt;
import dev.probity.health.Result;
import dev.probity.health.Status;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class ErrorWindowTest {
    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(3).toNanos());
    private final ErrorWindow window = new ErrorWindow(0.5, nanos::get);

    private Result look() {
        return window.inspect(Attempt.within(Duration.ofSeconds(1)));
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void count(int served, int failed) {
        for (int i = 0; i < served; i++) {
            window.served();
        }
        for (int i = 0; i < failed; i++) {
            window.failed();
        }
    }

    @Test
    void isUpWithoutTraffic() {
        assertThat(look().status()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhenHalfOfManyHaveFailed() {
        count(10, 10);
        assertThat(look())
                .isInstanceOfSatisfying(
                        Result.Down.class,
                        down -> {
                            assertThat(down.reason()).isEqualTo("high_error_rate");
                            assertThat(down.data()).containsEntry("error_rate", 0.5);
                        });
    }

    @Test
    void takesFewRequestsForNoProof() {
        count(0, 19);
        assertThat(look().status()).isEqualTo(Status.UP);
    }

    @Test
    void addsUpOverTheMinute() {
        for (int second = 0; second < 20; second++) {
            count(0, 1);
            pass(1);
        }
        assertThat(look().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void comesBackByItselfWithoutTraffic() {
        count(0, 40);
        assertThat(look().status()).isEqualTo(Status.DOWN);
        pass(59);
        assertThat(look().status()).isEqualTo(Status.DOWN);
        pass(1);
        assertThat(look().status()).isEqualTo(Status.UP);
    }

    @Test
    void canBeTurnedOff() {
        ErrorWindow off = new ErrorWindow(0, nanos::get);
        for (int i = 0; i < 100; i++) {
            off.failed();
        }
        assertThat(off.inspect(Attempt.within(Duration.ofSeconds(1))).status())
                .isEqualTo(Status.UP);
    }
}
