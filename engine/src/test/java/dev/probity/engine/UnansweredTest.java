package dev.probity.engine;

import static dev.probity.engine.Specs.application;
import static dev.probity.engine.Specs.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the world does not say, or says late, holds nothing up.
class UnansweredTest {
    private static final Effect.Signal KILL = Effect.Signal.KILL;

    private static List<Effect.Terminate> kills(World world) {
        return world.effects().stream()
                .filter(Effect.Terminate.class::isInstance)
                .map(Effect.Terminate.class::cast)
                .filter(terminate -> terminate.signal() == KILL)
                .toList();
    }

    /// The first launch takes two minutes, later ones no time.
    private static final class SlowFirstLaunch extends World {
        private int launches;

        @Override
        Optional<Duration> launch(Incarnation incarnation) {
            return Optional.of(launches++ == 0 ? Duration.ofMinutes(2) : Duration.ZERO);
        }
    }

    @Test
    void givesUpALaunchThatNobodyAnswersAndLaunchesAgain() {
        World world = new SlowFirstLaunch();
        world.apply(application(service("web")));
        world.run(Duration.ofSeconds(59));
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.STARTING);
        world.run(Duration.ofSeconds(2));
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.READY);
        assertThat(world.happenings())
                .filteredOn(Happening.LaunchFailed.class::isInstance)
                .singleElement()
                .extracting(failed -> ((Happening.LaunchFailed) failed).reason())
                .isEqualTo("no answer for 60 s");
    }

    @Test
    void killsAProgramThatComesToRunAfterItsLaunchWasGivenUp() {
        World world = new SlowFirstLaunch();
        world.apply(application(service("web")));
        world.run(Duration.ofSeconds(61));
        List<Effect.Terminate> atOnce = kills(world);
        world.run(Duration.ofMinutes(2));
        assertThat(atOnce).hasSize(1);
        assertThat(kills(world)).isEqualTo(atOnce);
        assertThat(world.replica("web", 1).state()).isEqualTo(ReplicaState.READY);
    }

    @Test
    void stopsAlthoughALaunchIsNeverAnswered() {
        World world = new SlowFirstLaunch();
        world.apply(application(service("web")));
        world.happen(new Event.Shutdown(world.nextCommand(), true));
        world.run(Duration.ofSeconds(61));
        assertThat(world.effects()).contains(new Effect.Ended());
    }

    @Test
    void killsAgainUntilTheExitIsSeen() {
        World world =
                new World() {
                    @Override
                    Duration onKill(Incarnation incarnation) {
                        return Duration.ofSeconds(12);
                    }
                };
        world.apply(application(service("web")));
        world.happen(new Event.Shutdown(world.nextCommand(), true));
        world.run(Duration.ofSeconds(11));
        assertThat(kills(world)).hasSize(3);
        world.run(Duration.ofMinutes(5));
        assertThat(kills(world)).isEmpty();
    }
}
