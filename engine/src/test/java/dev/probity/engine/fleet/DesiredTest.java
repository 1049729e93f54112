package dev.probity.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.engine.life.Wish;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class DesiredTest {
    private static final Optional<Duration> SOON = Optional.of(Duration.ofSeconds(1));

    private final Desired running = Desired.of(service(2), true);

    private static Service service(int replicas) {
        return new Service(
                "web",
                replicas,
                List.of(),
                List.of(),
                List.of(),
                RestartPolicy.ALWAYS,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                false,
                List.of(),
                false);
    }

    @Test
    void runsAsManyAsItsScale() {
        assertThat(running.insteadOfRunning(2)).isEmpty();
        assertThat(running.insteadOfRunning(3)).contains(new Wish.Retire());
        assertThat(running.scaled(3).insteadOfRunning(3)).isEmpty();
    }

    @Test
    void keepsTheSlotsOfOneThatIsStopped() {
        Desired stopped = running.ending(Wanted.STOPPED, SOON);

        assertThat(stopped.insteadOfRunning(1)).contains(new Wish.Rest(SOON));
        assertThat(stopped.insteadOfRunning(3)).contains(new Wish.Retire());
        assertThat(running.ending(Wanted.GONE, SOON).insteadOfRunning(1))
                .contains(new Wish.Retire());
    }

    @Test
    void isHeldOnlyWhenSomethingOfItMayRun() {
        Desired held = running.ending(Wanted.STOPPED, SOON);

        assertThat(held.held()).isTrue();
        assertThat(held.ending(Wanted.GONE, SOON).held()).isTrue();
        assertThat(held.released().ending(Wanted.GONE, SOON).held()).isFalse();
        assertThat(Desired.of(service(1), false).ending(Wanted.GONE, SOON).held()).isFalse();
    }

    @Test
    void forgetsWhatOperatorsChangedWhenItsFileSaysSomethingElse() {
        Desired changed = running.scaled(5).redefined(service(4));

        assertThat(changed.applied()).isEqualTo(service(2));
        assertThat(changed.applying(service(3))).isEqualTo(Desired.of(service(3), true));
    }

    @Test
    void startsWithoutTheGraceOfItsStop() {
        assertThat(running.ending(Wanted.STOPPED, SOON).running()).isEqualTo(running);
    }
}
