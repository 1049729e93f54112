package dev.probity.samples.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class ChecksTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final Checks checks = new Checks(now::get);

    @Test
    void passAtFirst() {
        assertThat(checks.names()).allMatch(checks::passes);
    }

    @Test
    void failForEverWhenNoTimeIsGiven() {
        checks.set(Checks.LIVENESS, false);
        now.addAndGet(Duration.ofDays(1000).toNanos());

        assertThat(checks.passes(Checks.LIVENESS)).isFalse();
        assertThat(checks.passes(Checks.READINESS)).isTrue();
    }

    @Test
    void passAgainWhenTheTimeIsOver() {
        checks.set(Checks.READINESS, false, Duration.ofSeconds(10));

        now.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(checks.passes(Checks.READINESS)).isFalse();
        now.addAndGet(1);
        assertThat(checks.passes(Checks.READINESS)).isTrue();
    }

    @Test
    void knowOnlyThoseThatThereAre() {
        assertThatThrownBy(() -> checks.passes("other")).hasMessage("there is no check \"other\"");
    }
}
