package dev.probity.engine.life;

import static dev.probity.engine.life.Containers.ended;
import static dev.probity.engine.life.Containers.killed;
import static dev.probity.engine.life.Containers.running;
import static dev.probity.engine.life.Containers.waiting;
import static dev.probity.spec.Container.Kind.INIT;
import static dev.probity.spec.Container.Kind.MAIN;
import static dev.probity.spec.Container.Kind.SIDECAR;
import static dev.probity.spec.RestartPolicy.ALWAYS;
import static dev.probity.spec.RestartPolicy.NEVER;
import static dev.probity.spec.RestartPolicy.ON_FAILURE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.Phase;
import dev.probity.spec.RestartPolicy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class PodPhaseTest {

    private static Phase phase(RestartPolicy policy, Containers.Sample... parts) {
        return PodPhase.of(List.of(parts), policy, false);
    }

    @Test
    void isPendingUntilSomethingRuns() {
        assertThat(phase(ALWAYS, waiting(INIT), waiting(MAIN))).isEqualTo(Phase.PENDING);
        assertThat(phase(ALWAYS, running(INIT, false), waiting(MAIN))).isEqualTo(Phase.RUNNING);
    }

    @Test
    void hasFailedWithAnInitContainerThatIsNotTriedAgain() {
        assertThat(phase(NEVER, ended(INIT, 1), waiting(MAIN))).isEqualTo(Phase.FAILED);
        assertThat(phase(ON_FAILURE, ended(INIT, 1), waiting(MAIN))).isEqualTo(Phase.RUNNING);
    }

    @Test
    void isOverWhenNoMainContainerComesBack() {
        assertThat(phase(ON_FAILURE, ended(MAIN, 0), ended(MAIN, 1))).isEqualTo(Phase.RUNNING);
        assertThat(phase(ON_FAILURE, ended(MAIN, 0), ended(MAIN, 0))).isEqualTo(Phase.SUCCEEDED);
        assertThat(phase(NEVER, ended(MAIN, 0), ended(MAIN, 1))).isEqualTo(Phase.FAILED);
        assertThat(phase(NEVER, running(SIDECAR, true), ended(MAIN, 0))).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void goesOnWhileAProbesKillIsNotJudged() {
        var main = new Containers.Sample(MAIN, killed(1, Optional.empty()), false);

        assertThat(phase(ON_FAILURE, main)).isEqualTo(Phase.RUNNING);
        assertThat(phase(NEVER, main)).isEqualTo(Phase.FAILED);
    }

    @Test
    void countsOnlyExitsOfOneThatIsTakenAway() {
        assertThat(PodPhase.of(List.of(ended(MAIN, 0)), ALWAYS, true)).isEqualTo(Phase.SUCCEEDED);
        assertThat(PodPhase.of(List.of(running(MAIN, true)), ALWAYS, true))
                .isEqualTo(Phase.RUNNING);
    }
}
