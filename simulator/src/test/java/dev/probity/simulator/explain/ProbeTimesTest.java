package dev.probity.simulator.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Happening;
import dev.probity.engine.Verdict;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.Specs;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The formulas hold for whatever the engine does, over random probes and random phases, and the
/// engine comes close to both ends of them.
class ProbeTimesTest {
    private static final int PROBES = 60;
    private static final int PHASES = 30;
    private static final Duration SLACK = Duration.ofMillis(1);

    private final Random random = new Random(20);

    /// Counts how often either end was nearly reached, within a tenth of the period.
    private static final class Ends {
        private int least;
        private int most;

        void saw(Bounds bounds, Duration length, Duration period) {
            Duration tenth = period.dividedBy(10);
            least += length.minus(bounds.least()).compareTo(tenth) < 0 ? 1 : 0;
            most += bounds.most().minus(length).compareTo(tenth) < 0 ? 1 : 0;
        }

        void bothWereNear() {
            assertThat(least).isPositive();
            assertThat(most).isPositive();
        }
    }

    private String numbers(boolean readiness) {
        return "{httpGet: {path: /%s, port: 8080}, initialDelaySeconds: %d, periodSeconds: %d,"
                        .formatted(
                                readiness ? "ready" : "health",
                                random.nextInt(8),
                                1 + random.nextInt(9))
                + " timeoutSeconds: %d, failureThreshold: %d, successThreshold: %d}"
                        .formatted(
                                1 + random.nextInt(4),
                                1 + random.nextInt(5),
                                readiness ? 1 + random.nextInt(3) : 1);
    }

    private long verdictAfter(
            Application application, String behaviour, ProbeType type, Verdict verdict, long from) {
        long[] found = {-1};
        Simulation.run(
                new Scenario(
                        application,
                        Cast.of(List.of(behaviour), application),
                        Duration.ofMinutes(10),
                        new Scenario.Dials(random.nextLong(), true, 0),
                        List.of()),
                (at, happening) -> {
                    if (found[0] < 0
                            && at >= from
                            && happening instanceof Happening.VerdictChanged changed
                            && changed.worker().type() == type
                            && changed.to().equals(Optional.of(verdict))) {
                        found[0] = at - from;
                    }
                },
                () -> found[0] >= 0);
        assertThat(found[0]).as(behaviour + " " + type).isNotNegative();
        return found[0];
    }

    private void check(Bounds bounds, long nanos, Probe probe, Ends ends) {
        Duration length = Duration.ofNanos(nanos);
        assertThat(length)
                .as(bounds + " for " + probe)
                .isBetween(bounds.least().minus(SLACK), bounds.most().plus(SLACK));
        ends.saw(bounds, length, probe.period());
    }

    @Test
    void aStartIsGivenUpWithinItsBounds() {
        Ends ends = new Ends();
        for (int round = 0; round < PROBES; round++) {
            Application application =
                    Specs.application(Specs.web("startupProbe: " + numbers(false)));
            Probe probe = application.services().getFirst().main().startupProbe().orElseThrow();
            for (int phase = 0; phase < PHASES; phase++) {
                long after =
                        verdictAfter(
                                application, "never loads", ProbeType.STARTUP, Verdict.FAILING, 0);
                check(new ProbeTimes(probe).untilGivenUp(), after, probe, ends);
            }
        }
        ends.bothWereNear();
    }

    @Test
    void aHangIsSeenWithinItsBounds() {
        Ends ends = new Ends();
        for (int round = 0; round < PROBES; round++) {
            Application application =
                    Specs.application(Specs.web("livenessProbe: " + numbers(false)));
            Probe probe = application.services().getFirst().main().livenessProbe().orElseThrow();
            for (int phase = 0; phase < PHASES; phase++) {
                long hang = 60_000L + random.nextInt(20_000);
                long after =
                        verdictAfter(
                                application,
                                "answers in 0s, hangs at " + hang + "ms",
                                ProbeType.LIVENESS,
                                Verdict.FAILING,
                                hang * 1_000_000);
                check(new ProbeTimes(probe).untilHangIsSeen(), after, probe, ends);
            }
        }
        ends.bothWereNear();
    }

    @Test
    void aFailureAndItsEndAreSeenWithinTheirBounds() {
        Ends failures = new Ends();
        Ends recoveries = new Ends();
        for (int round = 0; round < PROBES; round++) {
            Application application =
                    Specs.application(Specs.web("readinessProbe: " + numbers(true)));
            Probe probe = application.services().getFirst().main().readinessProbe().orElseThrow();
            ProbeTimes times = new ProbeTimes(probe);
            for (int phase = 0; phase < PHASES; phase++) {
                long down = 60_000L + random.nextInt(20_000);
                long up =
                        down
                                + times.untilFailureIsSeen().most().toMillis()
                                + 5_000
                                + random.nextInt(10_000);
                String behaviour =
                        "answers in 0s, dependency down from " + down + "ms to " + up + "ms";
                check(
                        times.untilFailureIsSeen(),
                        verdictAfter(
                                application,
                                behaviour,
                                ProbeType.READINESS,
                                Verdict.FAILING,
                                down * 1_000_000),
                        probe,
                        failures);
                check(
                        times.untilRecoveryIsSeen(),
                        verdictAfter(
                                application,
                                behaviour,
                                ProbeType.READINESS,
                                Verdict.PASSING,
                                up * 1_000_000),
                        probe,
                        recoveries);
            }
        }
        failures.bothWereNear();
        recoveries.bothWereNear();
    }
}
