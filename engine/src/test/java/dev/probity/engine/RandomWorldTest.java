package dev.probity.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/// Random applications in random worlds under random commands: what must hold, holds in every step.
///
/// `-Dprobity.seed=N` replays one of them.
class RandomWorldTest {

    private static final int SEEDS = 20;
    private static final int ROUNDS = 60;

    static LongStream seeds() {
        Long one = Long.getLong("probity.seed");
        return one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
    }

    @ParameterizedTest(name = "-Dprobity.seed={0}")
    @MethodSource("seeds")
    void keepsItsInvariants(long seed) {
        RandomWorld world = live(seed);
        world.invariants().atTheEnd(world.snapshot());
    }

    @ParameterizedTest(name = "-Dprobity.seed={0}")
    @MethodSource("seeds")
    void goesOnFromAnImageExactlyAsTheOriginal(long seed) {
        RandomWorld world = live(seed);
        List<RandomWorld.Step> journal = world.journal();
        RandomWorld.Cut cut = world.cut();
        Engine copy = Engine.restore(cut.image());
        for (RandomWorld.Step step : journal.subList(cut.steps(), journal.size())) {
            assertThat(copy.step(step.at(), step.event()))
                    .as("seed %d at %s: %s", seed, Duration.ofNanos(step.at()), step.event())
                    .isEqualTo(step.effects());
        }
        assertThat(copy.image()).isEqualTo(world.engine().image());
    }

    private static RandomWorld live(long seed) {
        RandomWorld world = new RandomWorld(seed);
        world.apply(world.application());
        for (int round = 0; round < ROUNDS; round++) {
            world.run(world.pause());
            world.happen(world.command());
        }
        world.happen(new Event.Shutdown(world.nextCommand(), world.hurries()));
        world.run(Duration.ofMinutes(10));
        return world;
    }
}
