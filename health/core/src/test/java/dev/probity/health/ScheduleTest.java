package dev.probity.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ScheduleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void waitsAtMostTwoSecondsAndBelievesForThreePeriods() {
        assertThat(Schedule.every(Duration.ofSeconds(5)))
                .isEqualTo(
                        new Schedule(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(17),
                                2,
                                1));
        assertThat(Schedule.every(SECOND).deadline()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void believesForLongerWhenTheDeadlineIsLonger() {
        Schedule schedule = Schedule.every(Duration.ofSeconds(10)).within(Duration.ofSeconds(9));

        assertThat(schedule.maxAge()).isEqualTo(Duration.ofSeconds(39));
        assertThat(schedule.freshFor(Duration.ofMinutes(5)).within(SECOND).maxAge())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void refusesWhatCannotWork() {
        Schedule everySecond = Schedule.every(SECOND);

        assertThatThrownBy(() -> everySecond.within(SECOND))
                .hasMessage(
                        "the deadline is PT1S and the period PT1S; a run must end before the next"
                                + " one is due");
        assertThatThrownBy(() -> everySecond.freshFor(SECOND))
                .hasMessage(
                        "maxAge is PT1S; with this period and deadline a new result may take"
                                + " PT1.5S");
        assertThatThrownBy(() -> everySecond.downAfter(0))
                .hasMessage("downAfter is 0; the least it can be is 1");
        assertThatThrownBy(() -> Schedule.every(Duration.ZERO))
                .hasMessage("the period is PT0S; it has to be positive");
    }
}
