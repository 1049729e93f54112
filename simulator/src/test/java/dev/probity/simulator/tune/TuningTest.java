package dev.probity.simulator.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.Specs;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;
import dev.probity.spec.ProbeType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class TuningTest {

    private static Tuning tuning(int replicas, String behaviour, double risk) {
        Application application =
                Specs.application(
                        Specs.THREE_PROBES.replace("replicas: 2", "replicas: " + replicas));
        Measurements measured = new Measurements();
        Simulation.run(
                Scenario.of(
                        application,
                        Cast.of(List.of(behaviour), application),
                        Duration.ofMinutes(10)),
                measured);
        return Tuning.of(application, measured, risk).getFirst();
    }

    @Test
    void aBudgetIsDrawnFromManyStarts() {
        Tuning tuning = tuning(200, "loads in 20s .. 60s, answers in 100ms ± 50ms", 0.05);
        Proposal startup = tuning.proposals().getFirst();
        assertThat(startup.type()).isEqualTo(ProbeType.STARTUP);
        assertThat(startup.sample().size()).isEqualTo(200);
        assertThat(startup.small()).isFalse();
        assertThat(startup.bound()).isBetween(55.0, 65.5); // seen at ticks of 5 s
        assertThat((startup.failureThreshold() - 1) * startup.periodSeconds())
                .isGreaterThanOrEqualTo((int) startup.bound());
    }

    @Test
    void aTimeOutIsDrawnFromManyAnswers() {
        Tuning tuning = tuning(20, "answers in 700ms ± 250ms", 0.01);
        Proposal liveness = tuning.proposals().get(1);
        assertThat(liveness.type()).isEqualTo(ProbeType.LIVENESS);
        assertThat(liveness.sample().most()).isBetween(0.9, 0.951);
        assertThat(liveness.small()).isFalse();
        assertThat(liveness.timeoutSeconds()).isEqualTo(1);
    }

    @Test
    void aFewStartsAreCalledFew() {
        Proposal startup = tuning(4, "loads in 20s .. 60s", 0.01).proposals().getFirst();
        assertThat(startup.small()).isTrue();
        assertThat(startup.bound()).isGreaterThanOrEqualTo(1.5 * startup.sample().most());
    }

    @Test
    void startsThatWereKilledAreCountedAsMissing() {
        Tuning tuning = tuning(3, "never loads", 0.01);
        assertThat(tuning.abandoned()).isPositive();
        assertThat(tuning.proposals()).isEmpty();
    }

    @Test
    void theBoundOfEnoughValuesIsOneOfThem() {
        Sample sample = new Sample(IntStream.rangeClosed(1, 100).asDoubleStream().toArray());
        assertThat(sample.isSmallFor(0.01)).isFalse();
        assertThat(sample.isSmallFor(0.009)).isTrue();
        assertThat(sample.bound(0.1)).isEqualTo(91);
        assertThat(sample.bins(4)).containsExactly(25, 25, 25, 25);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.975, 1.959964", "0.99, 2.326348", "0.001, -3.090232"})
    void theNormalDistributionIsKnown(double share, double quantile) {
        assertThat(Normal.quantile(share)).isCloseTo(quantile, within(1e-4));
    }
}
