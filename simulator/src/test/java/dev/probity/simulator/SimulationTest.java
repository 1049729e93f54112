package dev.probity.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.ReplicaState;
import dev.probity.simulator.Scenario.Dials;
import dev.probity.simulator.Seeds.Measure;
import dev.probity.simulator.traffic.Seen;
import dev.probity.simulator.world.Cast;
import dev.probity.simulator.world.Lengths;
import dev.probity.spec.Application;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The numbers are those that the rules give by hand; see docs/reference/kubelet-rules.md.
class SimulationTest {
    private final Application three = Specs.application(Specs.THREE_PROBES);

    private static List<String> lines(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        Simulation.run(
                scenario,
                (at, happening) -> {
                    if (happening instanceof Happening.Moved moved
                            && moved.replica().ordinal() == 1) {
                        lines.add(Lengths.text(at) + " " + moved.to());
                    } else if (happening instanceof Happening.Killing killing
                            && killing.incarnation().replica().ordinal() == 1) {
                        lines.add(Lengths.text(at) + " killed " + killing.reason());
                    }
                });
        return lines;
    }

    private Scenario scenario(String behaviour, Duration span) {
        return Scenario.of(three, Cast.of(List.of(behaviour), three), span);
    }

    @Test
    void aModelThatLoadsInTimeIsReadyAndAHangIsRestarted() {
        assertThat(
                        lines(
                                scenario(
                                        "loads in 49s, answers in 0s, hangs at 119s once",
                                        Duration.ofSeconds(200))))
                .containsExactly(
                        "0s STARTING",
                        "50s STARTED", // the first tick after 49 s
                        "50s READY", // the delay of 10 s is over, and liveness passes at 60 s
                        "2m6s HEALTHY", // two failures, at 120 and 125, a time-out each
                        "2m21s killed LIVENESS", // 120, 130, 140, each with its second of time-out
                        "2m21s STOPPING",
                        "2m21s STARTING",
                        "3m10s STARTED",
                        "3m10s READY");
    }

    @Test
    void aModelThatNeedsLongerThanTheBudgetIsKilledForEver() {
        List<String> lines = lines(scenario("never loads", Duration.ofSeconds(160)));
        assertThat(lines).contains("2m30s killed STARTUP"); // 30 x 5 s, the first tick at 5 s
    }

    @Test
    void clientsSeeFailuresOnlyWhileNobodyTakesTraffic() {
        Scenario scenario =
                new Scenario(
                        three,
                        Cast.of(List.of("loads in 49s"), three),
                        Duration.ofSeconds(150),
                        new Dials(1, false, 10),
                        List.of());
        Seen seen = Simulation.run(scenario, (at, happening) -> {}).seen("inference");
        assertThat(seen.closed()).isEqualTo(Duration.ofMillis(50_010));
        assertThat(seen.failed()).isBetween(420L, 580L); // 50 s of ten requests a second
        assertThat(seen.served()).isBetween(900L, 1_100L);
        assertThat(seen.waited() + seen.open()).isZero();
    }

    @Test
    void aRequestToAHungReplicaWaitsUntilItsProcessDiesAndIsThenRepeated() {
        Application application =
                Specs.application(
                        Specs.web(
                                "replicas: 2", "livenessProbe: {httpGet: {path: /, port: 8080}}"));
        Scenario scenario =
                new Scenario(
                        application,
                        Cast.of(List.of("web-1: hangs at 60s once"), application),
                        Duration.ofSeconds(150),
                        new Dials(1, false, 10),
                        List.of());
        Seen seen = Simulation.run(scenario, (at, happening) -> {}).seen("web");
        assertThat(seen.waited()).isPositive();
        assertThat(seen.failed()).isZero();
        assertThat(seen.longest()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(31));
    }

    @Test
    void aStallLetsAttemptsTimeOutAndAnswersLateOnesAfterIt() {
        List<String> outcomes = new ArrayList<>();
        Simulation.run(
                scenario("stalls 2s at 59.5s, answers in 0s", Duration.ofSeconds(62)),
                (at, happening) -> {
                    if (happening instanceof Happening.Attempted attempted
                            && attempted.worker().replica().ordinal() == 1
                            && at >= 60_000_000_000L) {
                        outcomes.add(
                                at / 1_000_000
                                        + " "
                                        + attempted.worker().type()
                                        + " "
                                        + attempted.outcome().getClass().getSimpleName());
                    }
                });
        assertThat(outcomes).containsExactly("61000 READINESS Failure", "61000 LIVENESS Failure");
    }

    @Test
    void whatAsksTheSameAsReadinessHearsTheSame() {
        Application application =
                Specs.application(
                        Specs.web(
                                "livenessProbe: {httpGet: {path: /health, port: 8080}}",
                                "readinessProbe: {httpGet: {path: /health, port: 8080}}"));
        List<KillReason> kills = new ArrayList<>();
        Simulation.run(
                Scenario.of(
                        application,
                        Cast.of(List.of("dependency-outage"), application),
                        Duration.ofMinutes(3)),
                (at, happening) -> {
                    if (happening instanceof Happening.Killing killing) {
                        kills.add(killing.reason());
                    }
                });
        assertThat(kills).isNotEmpty().containsOnly(KillReason.LIVENESS);
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        Scenario scenario =
                scenario("loads in 20s .. 60s, answers in 0.9s ± 0.3s", Duration.ofMinutes(10))
                        .with(new Dials(42, true, 5));
        List<Object> one = new ArrayList<>();
        List<Object> other = new ArrayList<>();
        Simulation.Result first = Simulation.run(scenario, (at, what) -> one.add(what));
        Simulation.Result second = Simulation.run(scenario, (at, what) -> other.add(what));
        assertThat(one).isEqualTo(other).hasSizeGreaterThan(300);
        assertThat(first.seen()).isEqualTo(second.seen());
        List<Object> another = new ArrayList<>();
        Simulation.run(scenario.with(new Dials(43, true, 5)), (at, what) -> another.add(what));
        assertThat(another).isNotEqualTo(one);
    }

    @Test
    void randomPhasesSpreadTheStartOverOnePeriod() {
        var measures =
                Seeds.run(
                        Scenario.of(
                                three,
                                Cast.of(List.of("loads in 49s"), three),
                                Duration.ofMinutes(2)),
                        200);
        var measured = measures.getOrDefault("inference", Map.of());
        Distribution none = new Distribution(new double[0], 0);
        Distribution ready = measured.getOrDefault(Measure.FIRST_READY, none);
        assertThat(ready.size()).isEqualTo(200);
        assertThat(ready.quantile(0)).isBetween(49.0, 49.7);
        assertThat(ready.quantile(1)).isBetween(52.5, 54.1); // two replicas: the earlier of two
        assertThat(measured.getOrDefault(Measure.RESTARTS, none).quantile(1)).isZero();
    }

    @Test
    void aDayOfManyReplicasFitsIntoATest() {
        Application application =
                Specs.application(Specs.THREE_PROBES.replace("replicas: 2", "replicas: 20"));
        Scenario scenario =
                Scenario.of(
                        application, Cast.of(List.of("steady"), application), Duration.ofHours(2));
        Simulation.Result result = Simulation.run(scenario, (at, happening) -> {});
        // Per replica: readiness every 5 s and liveness every 10 s.
        assertThat(result.attempts()).isBetween(20 * 2_100L, 20 * 2_200L);
        assertThat(result.last().service("inference").orElseThrow().replicas())
                .allMatch(replica -> replica.state() == ReplicaState.READY);
    }
}
