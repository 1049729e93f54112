package dev.probity.engine.life;

import static dev.probity.engine.life.Containers.at;
import static dev.probity.engine.life.Containers.end;
import static dev.probity.engine.life.Containers.exited;
import static dev.probity.engine.life.Containers.killed;
import static dev.probity.spec.RestartPolicy.ALWAYS;
import static dev.probity.spec.RestartPolicy.NEVER;
import static dev.probity.spec.RestartPolicy.ON_FAILURE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.life.ContainerState.Exited;
import dev.probity.engine.life.ContainerState.Waiting;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.RestartPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

class RelaunchTest {
    private static final Relaunch NO = new Relaunch.No();

    /// As after one restart at second 0: the next one waits for ten seconds.
    private final BackOff tenSeconds = BackOff.NONE.launched(0, 0, Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({
        "MAIN, ALWAYS, true, true",
        "MAIN, ON_FAILURE, false, true",
        "MAIN, NEVER, false, false",
        "SIDECAR, ALWAYS, true, true",
        "SIDECAR, ON_FAILURE, true, true",
        "SIDECAR, NEVER, true, true",
        "INIT, ALWAYS, false, true",
        "INIT, ON_FAILURE, false, true",
        "INIT, NEVER, false, false",
    })
    void followsAnExitByKindAndPolicy(
            Kind kind, RestartPolicy pod, boolean afterZero, boolean afterOne) {
        RestartPolicy own = Relaunch.policy(kind, pod);

        assertThat(Relaunch.follows(exited(0, 0), own)).isEqualTo(afterZero);
        assertThat(Relaunch.follows(exited(1, 0), own)).isEqualTo(afterOne);
    }

    @Test
    void launchesFirstWithoutAnyQuestion() {
        assertThat(Relaunch.of(new Waiting(), NEVER, BackOff.NONE, 0))
                .isEqualTo(new Relaunch.Now(Optional.empty()));
    }

    @Test
    void refusesUntilTheBackOffIsOver() {
        Exited exited = exited(1, 5);
        var later = new Relaunch.Later(exited.backOff(Duration.ofSeconds(10)));

        assertThat(Relaunch.of(exited, ALWAYS, tenSeconds, at(14))).isEqualTo(later);
        assertThat(Relaunch.of(later.waiting(), ALWAYS, tenSeconds, at(15) - 1)).isEqualTo(NO);
        assertThat(Relaunch.of(later.waiting(), ALWAYS, tenSeconds, at(15)))
                .isEqualTo(new Relaunch.Now(Optional.of(exited.end())));
    }

    @Test
    void leavesWhatHasDoneItsWork() {
        assertThat(Relaunch.of(exited(0, 5), ON_FAILURE, BackOff.NONE, at(5))).isEqualTo(NO);
    }

    /// The exit that the probe's kill has brought about does not count yet (R27).
    @Test
    void judgesAProbesKillByTheExitBefore() {
        assertThat(Relaunch.afterKill(killed(9, Optional.empty()), ALWAYS, tenSeconds, at(9)))
                .isEqualTo(new Relaunch.Now(Optional.empty()));
        var recent = Optional.of(end(1, 0));
        assertThat(Relaunch.afterKill(killed(9, recent), ALWAYS, tenSeconds, at(9))).isEqualTo(NO);
        assertThat(Relaunch.afterKill(killed(11, recent), ALWAYS, tenSeconds, at(11)))
                .isEqualTo(new Relaunch.Now(recent));
        assertThat(Relaunch.afterKill(killed(11, recent), NEVER, tenSeconds, at(11))).isEqualTo(NO);
    }
}
