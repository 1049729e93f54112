package dev.probity.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.ReplicaId;
import dev.probity.launch.process.ResourceUse;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

class ResourceRatesTest {
    private static final ReplicaId WEB = new ReplicaId("web", 1);
    private static final long SECOND = 1_000_000_000L;

    private long now = 5 * SECOND;
    private int looks;
    private Duration used = Duration.ofSeconds(10);
    private long cost;

    private final ResourceRates rates =
            new ResourceRates(
                    () -> {
                        looks++;
                        now += cost;
                        return Map.of(WEB, new ResourceUse(used, 1_000));
                    },
                    () -> now);

    private OptionalDouble cores() {
        return rate().cores();
    }

    private ResourceRates.Rate rate() {
        return Objects.requireNonNull(rates.now().get(WEB));
    }

    @Test
    void isWhatWasUsedBetweenTwoLooks() {
        assertThat(cores()).isEmpty();
        now += 2 * SECOND;
        used = used.plusMillis(500);
        assertThat(cores()).hasValue(0.25);
        assertThat(rate().memoryBytes()).isEqualTo(1_000);
    }

    @Test
    void looksOnceForAllWhoAskWithinASecond() {
        for (int asked = 0; asked < 50; asked++) {
            assertThat(cores()).isEmpty();
            now += SECOND / 100;
        }
        assertThat(looks).isEqualTo(1);
        now += SECOND;
        assertThat(cores()).hasValue(0);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void looksLessOftenWhereALookIsDear() {
        cost = SECOND / 10;
        assertThat(cores()).isEmpty();
        now += 4 * SECOND;
        assertThat(cores()).isEmpty();
        assertThat(looks).isEqualTo(1);
        now += SECOND;
        assertThat(cores()).isPresent();
    }

    @Test
    void saysNothingWhereACountHasGoneBackOrIsOld() {
        assertThat(cores()).isEmpty();
        now += 2 * SECOND;
        used = Duration.ofSeconds(1); // launched again
        assertThat(cores()).isEmpty();
        now += 3600 * SECOND;
        used = used.plusSeconds(100);
        assertThat(cores()).isEmpty();
    }
}
