package dev.probity.engine.probing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Verdict;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class BeliefTest {

    private static final Incarnation FIRST = new Incarnation(new ReplicaId("web", 1), "web", "a");
    private static final Incarnation SECOND = new Incarnation(new ReplicaId("web", 1), "web", "b");

    @ParameterizedTest(name = "{1}, success {2}, failure {3}: {0} ends {4}, streak {5}, hold {6}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bad bad             | READINESS | 1 | 3 | FAILING | 2 | false
                    ok                  | READINESS | 1 | 3 | PASSING | 1 | false
                    ok ok               | READINESS | 3 | 3 | FAILING | 2 | false
                    ok ok ok ok         | READINESS | 3 | 3 | PASSING | 4 | false
                    ok bad bad          | READINESS | 1 | 3 | PASSING | 2 | false
                    ok bad bad bad bad  | READINESS | 1 | 3 | FAILING | 4 | false
                    bad bad ok bad bad  | LIVENESS  | 1 | 3 | PASSING | 2 | false
                    bad bad bad         | LIVENESS  | 1 | 3 | FAILING | 0 | true
                    bad bad             | STARTUP   | 1 | 3 | UNKNOWN | 2 | false
                    bad bad bad         | STARTUP   | 1 | 3 | FAILING | 0 | true
                    bad ok              | STARTUP   | 1 | 3 | PASSING | 0 | true
                    """)
    void changesOnlyAfterEnoughAgreeingOutcomes(
            String outcomes,
            ProbeType type,
            int success,
            int failure,
            Verdict expected,
            int streak,
            boolean hold) {
        Belief belief = Belief.NONE.about(FIRST, type);
        for (String outcome : outcomes.split(" ")) {
            belief = belief.after(outcome.equals("ok"), type, probe(success, failure));
        }
        assertThat(belief.verdict()).contains(expected);
        assertThat(belief.streak().length()).isEqualTo(streak);
        assertThat(belief.onHold()).isEqualTo(hold);
    }

    @Test
    void keepsItsStreakOverACrash() {
        Belief belief = Belief.NONE.about(FIRST, ProbeType.LIVENESS);
        belief = belief.after(false, ProbeType.LIVENESS, probe(1, 3));
        belief = belief.after(false, ProbeType.LIVENESS, probe(1, 3));
        belief = belief.about(SECOND, ProbeType.LIVENESS);
        assertThat(belief.verdict()).contains(Verdict.PASSING);
        belief = belief.after(false, ProbeType.LIVENESS, probe(1, 3));
        assertThat(belief.verdict()).contains(Verdict.FAILING);
    }

    @Test
    void startsFreshAfterAVerdictThatKilled() {
        Belief belief = Belief.NONE.about(FIRST, ProbeType.LIVENESS);
        belief = belief.after(false, ProbeType.LIVENESS, probe(1, 1));
        belief = belief.about(SECOND, ProbeType.LIVENESS);
        assertThat(belief.onHold()).isFalse();
        assertThat(belief.streak().length()).isZero();
    }

    private static Probe probe(int success, int failure) {
        return new Probe(
                new Handler.Exec(List.of("true")),
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                success,
                failure,
                Optional.empty());
    }
}
