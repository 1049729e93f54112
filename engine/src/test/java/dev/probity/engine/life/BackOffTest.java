package dev.probity.engine.life;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class BackOffTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void doublesFromTenSecondsToFiveMinutes() {
        assertThat(delays(FIVE_MINUTES, 8))
                .containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void cutsTheFirstDelayToASmallerMaximum() {
        assertThat(delays(Duration.ofSeconds(4), 3)).containsExactly(0L, 4L, 4L);
    }

    @Test
    void beginsAnewAfterARunOfMoreThanTenMinutes() {
        BackOff backOff = BackOff.NONE.launched(0, 0, FIVE_MINUTES);
        assertThat(backOff.after(seconds(600))).isEqualTo(Duration.ofSeconds(10));
        assertThat(backOff.after(seconds(600) + 1)).isEqualTo(Duration.ZERO);
        BackOff later = backOff.launched(seconds(601), seconds(601), FIVE_MINUTES);
        assertThat(later.after(seconds(602))).isEqualTo(Duration.ofSeconds(10));
    }

    /// The delays before the launches of a process that dies at once.
    private static List<Long> delays(Duration maximum, int launches) {
        List<Long> delays = new ArrayList<>();
        BackOff backOff = BackOff.NONE;
        long now = 0;
        for (int i = 0; i < launches; i++) {
            Duration delay = backOff.after(now);
            delays.add(delay.toSeconds());
            long exit = now;
            now += delay.toNanos();
            backOff = backOff.launched(now, exit, maximum);
        }
        return delays;
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
