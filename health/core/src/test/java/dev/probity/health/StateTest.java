package dev.probity.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// What a service says about itself: switches, start-up, traffic, broken.
class StateTest {

    private final Switch model = Switch.off("model", "model_not_loaded");

    @Test
    void aSwitchShowsAtOnceAndDoesNotAge() {
        World world = new World(builder -> builder.readiness(model));
        assertThat(world.health.report(Group.READINESS).reason()).isEqualTo("model_not_loaded");

        model.on();
        world.time.advance(Duration.ofDays(1));

        assertThat(world.readiness()).isEqualTo(Status.UP);
        assertThat(world.standing("model").tally().transitions()).isEqualTo(1);
    }

    @Test
    void isNotReadyUntilItHasStarted() {
        World world = new World(builder -> builder.startup(Duration.ofSeconds(150)));
        assertThat(world.startup()).isEqualTo(Status.DOWN);
        assertThat(world.health.report(Group.READINESS).reason()).isEqualTo("starting");
        assertThat(world.liveness()).isEqualTo(Status.UP);

        world.health.startup().complete();

        assertThat(world.startup()).isEqualTo(Status.UP);
        assertThat(world.readiness()).isEqualTo(Status.UP);
        assertThat(world.health.startup().isComplete()).isTrue();
    }

    @Test
    void whatTheServiceSaysComesBeforeStarting() {
        World world =
                new World(builder -> builder.startup(Duration.ofSeconds(150)).readiness(model));

        assertThat(world.health.report(Group.READINESS).reason()).isEqualTo("model_not_loaded");
    }

    @Test
    void startupPassesOnceAndThenForEver() {
        AtomicReference<Result> result = new AtomicReference<>(Result.down("no_schema"));
        World world = new World(builder -> builder.startup(World.remote("schema", result::get)));
        assertThat(world.tick().startup()).isEqualTo(Status.DOWN);
        assertThat(world.readiness()).isEqualTo(Status.DOWN);

        result.set(Result.up());
        world.pass(Duration.ofSeconds(5));
        assertThat(world.startup()).isEqualTo(Status.UP);

        result.set(Result.down("no_schema"));
        world.pass(Duration.ofMinutes(1));
        assertThat(world.startup()).isEqualTo(Status.UP);
        assertThat(world.readiness()).isEqualTo(Status.UP);
    }

    @Test
    void saysWhenStartingTakesTooLongAndStillLetsItEnd() {
        World world = new World(builder -> builder.startup(Duration.ofSeconds(150)));
        world.health.startup().failed("no_model_in_stage");
        assertThat(world.health.report(Group.STARTUP).reason()).isEqualTo("no_model_in_stage");

        world.pass(Duration.ofSeconds(151));
        assertThat(world.health.report(Group.STARTUP).reason()).isEqualTo("startup_timeout");

        world.health.startup().complete();
        assertThat(world.startup()).isEqualTo(Status.UP);
    }

    @Test
    void refusesTrafficAndTakesItAgain() {
        World world = new World(builder -> builder);
        world.health.refuse("maintenance");
        assertThat(world.health.report(Group.READINESS).reason()).isEqualTo("maintenance");

        world.health.accept();
        assertThat(world.readiness()).isEqualTo(Status.UP);
    }

    @Test
    void aShutdownIsFinalAndIsNoDeath() {
        World world = new World(builder -> builder.readiness(model));
        world.health.shuttingDown();
        world.health.accept();
        model.on();

        assertThat(world.health.report(Group.READINESS).reason()).isEqualTo("shutting_down");
        assertThat(world.liveness()).isEqualTo(Status.UP);
    }

    @Test
    void brokenStaysBroken() {
        World world = new World(builder -> builder);
        world.health.broken("engine_dead");
        world.health.broken("other");

        assertThat(world.liveness()).isEqualTo(Status.DOWN);
        assertThat(world.health.report(Group.LIVENESS).reason()).isEqualTo("engine_dead");
    }

    @Test
    void namesGroupsThatThereAre() {
        World world = new World(builder -> builder);

        assertThatThrownBy(() -> world.health.report(new Group("other")))
                .hasMessage("there is no group \"other\"; there are liveness, readiness, startup");
    }
}
