package dev.probity.samples.logging.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class DeviceLimitsTest {
    private final AtomicLong now = new AtomicLong(7);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void letsTenSecondsWorthInAtOnceAndThenTheRate() {
        DeviceLimits limits = new DeviceLimits(5, now::get);
        assertThat(limits.allows("a", 50)).isTrue();
        assertThat(limits.allows("a", 1)).isFalse();
        assertThat(limits.allows("b", 1)).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(limits.allows("a", 6)).isFalse();
        assertThat(limits.allows("a", 5)).isTrue();
    }

    @Test
    void letsALargeRequestInWhenTheDeviceHasBeenSilent() {
        DeviceLimits limits = new DeviceLimits(1, now::get);
        assertThat(limits.allows("a", 1_000)).isTrue();
        assertThat(limits.allows("a", 1)).isFalse();
        pass(Duration.ofSeconds(991));
        assertThat(limits.allows("a", 1)).isTrue();
    }

    @Test
    void limitsNobodyUnlessItIsTold() {
        DeviceLimits limits = new DeviceLimits(0, now::get);
        assertThat(limits.allows("a", Integer.MAX_VALUE)).isTrue();
        assertThat(limits.allows("a", Integer.MAX_VALUE)).isTrue();
    }
}
