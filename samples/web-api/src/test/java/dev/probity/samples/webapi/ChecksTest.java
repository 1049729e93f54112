package dev.probity.samples.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

class ChecksTest {

    /// What is to be done, by when.
    private final Map<Duration, Runnable> due = new TreeMap<>();

    private Duration now = Duration.ZERO;
    private final Checks checks = new Checks((time, action) -> due.put(now.plus(time), action));

    private void pass(Duration time) {
        now = now.plus(time);
        due.entrySet()
                .removeIf(entry -> {
                    boolean isDue = entry.getKey().compareTo(now) <= 0;
                    if (isDue) {
                        entry.getValue().run();
                    }
                    return isDue;
                });
    }

    @Test
    void passAtFirst() {
        assertThat(checks.names()).allMatch(checks::passes);
    }

    @Test
    void failForEverWhenNoTimeIsGiven() {
        checks.set(Checks.LIVENESS, false);
        pass(Duration.ofDays(1000));

        assertThat(checks.passes(Checks.LIVENESS)).isFalse();
        assertThat(checks.passes(Checks.READINESS)).isTrue();
    }

    @Test
    void passAgainWhenTheTimeIsOver() {
        checks.set(Checks.READINESS, false, Duration.ofSeconds(10));

        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(checks.passes(Checks.READINESS)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(checks.passes(Checks.READINESS)).isTrue();
    }

    @Test
    void followTheLastSettingOnly() {
        checks.set(Checks.READINESS, false, Duration.ofSeconds(10));
        pass(Duration.ofSeconds(5));
        checks.set(Checks.READINESS, false, Duration.ofSeconds(10));

        pass(Duration.ofSeconds(5));
        assertThat(checks.passes(Checks.READINESS)).isFalse();
        pass(Duration.ofSeconds(5));
        assertThat(checks.passes(Checks.READINESS)).isTrue();
    }

    @Test
    void knowOnlyThoseThatThereAre() {
        assertThatThrownBy(() -> checks.passes("other")).hasMessage("there is no check \"other\"");
    }
}
