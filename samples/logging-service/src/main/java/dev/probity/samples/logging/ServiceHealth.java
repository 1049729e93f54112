package dev.probity.samples.logging;

import dev.probity.health.Attempt;
import dev.probity.health.Check;
import dev.probity.health.Health;
import dev.probity.health.HealthBuilder;
import dev.probity.health.HealthListener;
import dev.probity.health.Result;
import dev.probity.health.Schedule;
import dev.probity.health.Standing;
import dev.probity.health.Status;
import dev.probity.health.stuck.Deadlocks;
import dev.probity.health.stuck.Progress;
import dev.probity.samples.logging.store.Database;
import dev.probity.samples.logging.store.SqliteDatabase;
import dev.probity.samples.logging.store.StoreInspection;
import dev.probity.samples.logging.store.Writer;

import java.time.Duration;
import java.util.List;

/// What the service depends on, and by what it knows that only a restart helps.
final class ServiceHealth {
    static final String DATABASE = "database";
    static final String DISK = "disk";

    private static final Duration LONGEST_LOOK_AT_DATABASE = Duration.ofMillis(1_500);
    private static final Schedule LOOK_AT_DISK =
            Schedule.every(Duration.ofSeconds(10)).downAfter(1);
    private static final int DISK_WARNING_PERCENT = 90;

    private final Configuration configuration;
    private final LoggingServiceState state;

    /// A group of predictions has been at it for so long: first no more traffic, and a restart only
    /// when it is certain that waiting does not help. Busy is not stuck.
    private final Progress stalled = Progress.stalledAfter(Duration.ofSeconds(30));

    private final Progress stuck = Progress.stalledAfter(Duration.ofMinutes(5));

    ServiceHealth(Configuration configuration, LoggingServiceState state) {
        this.configuration = configuration;
        this.state = state;
    }

    /// What the writer begins with each group and ends with it.
    List<Progress> progress() {
        return List.of(stalled, stuck);
    }

    /// In the order in which reasons are told.
    Health start(Database database, Writer writer) {
        HealthBuilder builder =
                Health.named(LoggingService.NAME)
                        .startup(configuration.times().startup())
                        .readiness(state.dbInitialized())
                        .readiness(
                                Check.remote(
                                                DATABASE,
                                                new StoreInspection(database, writer, state::rows))
                                        .on(lookAtDatabase()))
                        .readiness(Check.local("writer", stalled))
                        .liveness(Check.local("deadlock", new Deadlocks()))
                        .liveness(
                                Check.local(
                                        "writer-thread", attempt -> writerThread(writer, attempt)))
                        .listener(new Noting());
        if (database instanceof SqliteDatabase sqlite) {
            builder.readiness(Check.local(DISK, disk(sqlite)).on(LOOK_AT_DISK));
        }
        return builder.start();
    }

    private Schedule lookAtDatabase() {
        Duration period = configuration.times().databaseCheck();
        Duration half = period.dividedBy(2);
        boolean often = half.compareTo(LONGEST_LOOK_AT_DATABASE) < 0;
        return Schedule.every(period).within(often ? half : LONGEST_LOOK_AT_DATABASE).downAfter(2);
    }

    private DiskInspection disk(SqliteDatabase database) {
        int full = configuration.fullAtPercent();
        return new DiskInspection(database.folder(), Math.min(DISK_WARNING_PERCENT, full), full);
    }

    private Result writerThread(Writer writer, Attempt attempt) {
        if (writer.hasDied()) {
            return Result.down("writer_dead");
        }
        boolean hangs = stuck.inspect(attempt) instanceof Result.Down;
        return hangs && state.isDbAccessible() ? Result.down("writer_stuck") : Result.up();
    }

    /// What others want to know of the checks without asking them.
    private final class Noting implements HealthListener {
        @Override
        public void checkChanged(Standing before, Standing after) {
            switch (after.name()) {
                case DATABASE -> state.dbAccessible(after.status() == Status.UP);
                case DISK -> state.diskFull(after.status() == Status.DOWN);
                default -> {}
            }
        }
    }
}
