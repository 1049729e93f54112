package dev.probity.benchmarks.probes;

import dev.probity.engine.Effect;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.WorkerId;
import dev.probity.probes.Prober;
import dev.probity.probes.Target;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// The prober alone: targets at even distances over each second, and a thread that wakes each
/// millisecond to ask those that are due. A second that was missed is left out, not made up for.
final class ScheduledLoad implements Load {

    private static final long PERIOD = 1_000_000_000;
    private static final long TICK = 1_000_000;

    private final Prober prober;
    private final Probe probe;
    private final List<Place> places;
    private final Lateness lateness;
    private final Thread thread;
    private volatile boolean closed;
    private long attempts;

    private record Place(Target target, WorkerId worker, Incarnation incarnation) {}

    ScheduledLoad(Prober prober, Targets targets, Lateness lateness) {
        this.prober = prober;
        this.probe = targets.probe();
        this.lateness = lateness;
        places =
                IntStream.range(0, targets.count())
                        .mapToObj(number -> place(targets, number))
                        .toList();
        thread = Thread.ofPlatform().name("schedule").daemon().unstarted(this::run);
    }

    private static Place place(Targets targets, int number) {
        ReplicaId replica = new ReplicaId("web", number + 1);
        return new Place(
                targets.target(number),
                new WorkerId(replica, "web", ProbeType.READINESS),
                new Incarnation(replica, "web", "web_" + number + "-1"));
    }

    /// All targets from now on.
    private void run() {
        long begin = System.nanoTime();
        long distance = PERIOD / places.size();
        for (long next = 0; !closed; next++) {
            long due = begin + next * distance;
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(this, Math.max(early, TICK));
            } else if (early < -PERIOD) {
                next += -early / distance;
                continue;
            }
            ask(places.get((int) (next % places.size())), due);
        }
    }

    private void ask(Place place, long due) {
        prober.make(
                new Effect.MakeAttempt(++attempts, place.worker(), place.incarnation(), probe),
                place.target(),
                answer -> {
                    long began = System.nanoTime() - answer.took().toNanos();
                    lateness.add(began - due, answer.outcome() instanceof Outcome.Success);
                });
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        prober.close();
    }
}
