package dev.probity.engine.life;

import static dev.probity.engine.life.Containers.ended;
import static dev.probity.engine.life.Containers.running;
import static dev.probity.engine.life.Containers.waiting;
import static dev.probity.spec.Container.Kind.INIT;
import static dev.probity.spec.Container.Kind.MAIN;
import static dev.probity.spec.Container.Kind.SIDECAR;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class StartOrderTest {

    private static List<Containers.Sample> turns(Containers.Sample... parts) {
        return StartOrder.turns(List.of(parts));
    }

    @Test
    void launchesAllMainContainersAtOnce() {
        assertThat(turns(waiting(MAIN), waiting(MAIN))).hasSize(2);
    }

    @Test
    void waitsForEachInitContainerToSucceed() {
        assertThat(turns(waiting(INIT), waiting(INIT), waiting(MAIN)))
                .containsExactly(waiting(INIT));
        assertThat(turns(ended(INIT, 1), waiting(INIT), waiting(MAIN)))
                .containsExactly(ended(INIT, 1));
        assertThat(turns(ended(INIT, 0), running(INIT, false), waiting(MAIN)))
                .containsExactly(running(INIT, false));
        assertThat(turns(ended(INIT, 0), ended(INIT, 0), waiting(MAIN)))
                .containsExactly(waiting(MAIN));
    }

    @Test
    void letsTheNextOneBeginWhenASidecarIsStarted() {
        assertThat(turns(running(SIDECAR, false), waiting(MAIN)))
                .containsExactly(running(SIDECAR, false));
        assertThat(turns(running(SIDECAR, true), waiting(MAIN)))
                .containsExactly(running(SIDECAR, true), waiting(MAIN));
    }

    @Test
    void holdsUpNobodyForASidecarThatEndsLater() {
        assertThat(turns(ended(SIDECAR, 1), ended(INIT, 1), ended(MAIN, 1)))
                .containsExactly(ended(SIDECAR, 1), ended(MAIN, 1));
    }
}
