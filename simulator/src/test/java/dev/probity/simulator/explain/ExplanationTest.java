package dev.probity.simulator.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.ReplicaState;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.Specs;
import dev.probity.spec.Origin;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ExplanationTest {
    private static Bounds seconds(long least, long most) {
        return new Bounds(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    /// Max 150 seconds total (30 attempts); restart after 3 failures (30 seconds); out of traffic
    /// after 2 failures (10 seconds).
    @Test
    void theStoryOfThreeProbesComesOutAsItWasTold() {
        Explanation explanation = Explanation.of(Specs.read(Specs.THREE_PROBES)).getFirst();
        assertThat(explanation.startup()).contains(seconds(145, 150));
        assertThat(explanation.withdrawn()).contains(seconds(5, 10));
        assertThat(explanation.returned()).contains(seconds(0, 5));
        assertThat(explanation.hang()).contains(seconds(21, 31)); // with the last time-out
        assertThat(explanation.probes().get(2).times().product()).isEqualTo(Duration.ofSeconds(30));
        // The delay of 10 s, up to a second early (R13), and the wait for the next tick.
        assertThat(explanation.ready().least())
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
        assertThat(explanation.ready().most())
                .isBetween(Duration.ofSeconds(13), Duration.ofSeconds(15));
    }

    /// periodSeconds * failureThreshold = 10 * 6 = 60 seconds.
    @Test
    void theBudgetOfAMinuteComesOutAsItWasTold() {
        Explanation explanation =
                Explanation.of(
                                Specs.read(
                                        Specs.web(
                                                "startupProbe: {httpGet: {path: /startup, port:"
                                                        + " 8080}, failureThreshold: 6}")))
                        .getFirst();
        assertThat(explanation.startup()).contains(seconds(50, 60));
        assertThat(explanation.probes().getFirst().times().product())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void everyNumberSaysWhereItCameFrom() {
        Explanation explanation = Explanation.of(Specs.read(Specs.THREE_PROBES)).getFirst();
        List<Explanation.Setting> numbers = explanation.probes().getFirst().numbers();
        assertThat(numbers).allMatch(number -> number.origin().isPresent());
        assertThat(numbers.get(1).field()).isEqualTo("periodSeconds");
        assertThat(numbers.get(1).origin().orElseThrow())
                .isEqualTo(new Origin.Position("probity.yaml", 7, 61));
        assertThat(numbers.get(2).origin().orElseThrow())
                .isEqualTo(new Origin.Default("Kubernetes"));
    }

    @Test
    void theStoryShowsAStartAnOutageAndARestart() {
        Explanation explanation = Explanation.of(Specs.read(Specs.THREE_PROBES)).getFirst();
        List<Object> seen = new ArrayList<>();
        Simulation.run(
                explanation.story(),
                (at, happening) -> {
                    if (happening instanceof Happening.Moved moved) {
                        seen.add(moved.to());
                    } else if (happening instanceof Happening.Killing killing) {
                        seen.add(killing.reason());
                    }
                });
        assertThat(seen)
                .containsSubsequence(
                        ReplicaState.READY,
                        ReplicaState.HEALTHY,
                        ReplicaState.READY,
                        KillReason.LIVENESS,
                        ReplicaState.READY);
    }

    @Test
    void aServiceWithoutProbesIsExplainedToo() {
        Explanation explanation = Explanation.of(Specs.read(Specs.web())).getFirst();
        assertThat(explanation.startup()).isEmpty();
        assertThat(explanation.hang()).isEmpty();
        assertThat(explanation.ready()).isEqualTo(seconds(0, 0));
    }
}
