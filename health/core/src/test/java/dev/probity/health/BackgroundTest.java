package dev.probity.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// How checks run and are believed, under virtual time.
class BackgroundTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicReference<Result> result = new AtomicReference<>(Result.up());

    private World world(Check check) {
        return new World(builder -> builder.readiness(check));
    }

    private Check.Remote db() {
        return World.remote("db", result::get);
    }

    @Test
    void nothingIsKnownBeforeTheFirstRun() {
        World world = world(db());

        assertThat(world.readiness()).isEqualTo(Status.UNKNOWN);
        assertThat(world.health.report(Group.READINESS).reason()).isEqualTo("not_checked_yet");
        assertThat(world.tick().readiness()).isEqualTo(Status.UP);
    }

    @Test
    void runsOnceInEachPeriod() {
        World world = world(db());

        world.pass(Duration.ofSeconds(24));

        assertThat(world.runs()).isEqualTo(5); // at 0, 5, 10, 15 and 20 seconds
    }

    @Test
    void readingRunsNothing() {
        World world = world(db()).tick();
        for (int i = 0; i < 1_000; i++) {
            assertThat(world.readiness()).isEqualTo(Status.UP);
        }
        assertThat(world.runs()).isEqualTo(1);
    }

    @Test
    void isDownAfterEnoughFailuresAndBackAfterOneSuccess() {
        World world = world(db()).tick();
        result.set(Result.down("database_not_accessible"));

        assertThat(world.pass(Duration.ofSeconds(5)).readiness()).isEqualTo(Status.UP);
        assertThat(world.pass(Duration.ofSeconds(5)).readiness()).isEqualTo(Status.DOWN);
        assertThat(world.health.report(Group.READINESS).reason())
                .isEqualTo("database_not_accessible");

        result.set(Result.up());
        assertThat(world.pass(Duration.ofSeconds(5)).readiness()).isEqualTo(Status.UP);
    }

    @Test
    void aRunThatHangsIsDownAndIsNotStartedASecondTime() {
        World world = world(db()).tick();
        world.hang().pass(Duration.ofMinutes(10));

        assertThat(world.runs()).isEqualTo(2);
        assertThat(world.readiness()).isEqualTo(Status.DOWN);
        assertThat(world.standing("db").reason()).isEqualTo("timeout");
        assertThat(world.standing("db").tally().skipped()).isGreaterThan(100);
        assertThat(world.standing("db").tally().timeouts()).isGreaterThan(100);

        world.release();
        assertThat(world.pass(Duration.ofSeconds(5)).readiness()).isEqualTo(Status.UP);
    }

    @Test
    void whatComesAfterTheDeadlineDoesNotCount() {
        World world = world(db().on(Schedule.REMOTE.downAfter(1))).tick();
        world.hang().pass(Duration.ofSeconds(5)).pass(Duration.ofSeconds(2));
        assertThat(world.readiness()).isEqualTo(Status.DOWN);

        world.release(); // an UP, two seconds and more after it was asked for

        assertThat(world.readiness()).isEqualTo(Status.DOWN);
    }

    @Test
    void anOldResultIsNotBelieved() {
        World world = world(db()).tick();

        world.time.advance(Duration.ofSeconds(17)); // nobody ticks: the evaluation is dead
        assertThat(world.readiness()).isEqualTo(Status.UP);
        world.time.advance(Duration.ofNanos(1));

        assertThat(world.readiness()).isEqualTo(Status.UNKNOWN);
        assertThat(world.health.report(Group.READINESS).reason()).isEqualTo("stale");
        assertThat(world.standing("db").status()).isEqualTo(Status.UNKNOWN);
        assertThat(world.tick().readiness()).isEqualTo(Status.UP);
    }

    @Test
    void livenessFailsWhenItsEvidenceIsOld() {
        World world =
                new World(
                        builder -> builder.liveness(Check.local("loop", attempt -> result.get())));
        assertThat(world.liveness()).as("assumed until looked at").isEqualTo(Status.UP);

        world.tick().time.advance(Duration.ofMinutes(1));

        assertThat(world.liveness()).isEqualTo(Status.UNKNOWN);
        assertThat(world.liveness().passes()).isFalse();
    }

    @Test
    void whateverIsThrownMeansDown() {
        World world =
                world(
                        Check.remote(
                                "db",
                                attempt -> {
                                    throw new StackOverflowError();
                                }));

        assertThat(world.tick().readiness()).isEqualTo(Status.DOWN);
        assertThat(world.standing("db").reason()).isEqualTo("exception");
        assertThat(world.standing("db").data()).containsEntry("exception", "StackOverflowError");
    }

    @Test
    @SuppressWarnings("NullAway") // what somebody without null checks writes
    void noResultMeansDown() {
        World world = world(Check.remote("db", attempt -> null));

        assertThat(world.tick().readiness()).isEqualTo(Status.DOWN);
        assertThat(world.standing("db").reason()).isEqualTo("null_result");
    }

    @Test
    void anAdvisoryCheckOnlyDegrades() {
        result.set(Result.down("mlflow_not_accessible"));
        World world = world(db().advisory());

        assertThat(world.tick().readiness()).isEqualTo(Status.DEGRADED);
        assertThat(world.readiness().passes()).isTrue();
    }

    @Test
    void tellsHowMuchTimeIsLeft() {
        AtomicReference<Duration> left = new AtomicReference<>();
        World world =
                world(
                        Check.remote(
                                "db",
                                attempt -> {
                                    left.set(attempt.remaining());
                                    return Result.up();
                                }));
        world.tick();

        assertThat(left.get()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void oneCheckInTwoGroupsRunsOnce() {
        Check db = db();
        World world = new World(builder -> builder.readiness(db).group("payments", db));

        world.pass(SECOND);

        assertThat(world.runs()).isEqualTo(1);
        assertThat(world.health.report(new Group("payments")).status()).isEqualTo(Status.UP);
    }
}
