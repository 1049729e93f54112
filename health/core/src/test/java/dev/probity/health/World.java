package dev.probity.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A health under virtual time. Runs happen at once unless a check is told to hang.
final class World {
    final ManualTime time = new ManualTime();
    final Health health;
    private final Ticker ticker;
    private final Deque<Runnable> hanging = new ArrayDeque<>();
    private final List<Runnable> started = new ArrayList<>();
    private boolean hang;

    World(UnaryOperator<HealthBuilder> members) {
        HealthBuilder builder = members.apply(Health.named("service"));
        HealthBuilder.Parts parts = builder.assemble(time, this::run, this::run, () -> 0);
        ticker = parts.ticker();
        health = parts.health(List.of());
    }

    private void run(Runnable run) {
        started.add(run);
        if (hang) {
            hanging.add(run);
        } else {
            run.run();
        }
    }

    /// From now on runs begin and do not end.
    World hang() {
        hang = true;
        return this;
    }

    /// What hangs ends now, and nothing hangs any more.
    void release() {
        hang = false;
        while (!hanging.isEmpty()) {
            hanging.remove().run();
        }
    }

    int runs() {
        return started.size();
    }

    /// Lets time pass, in steps small enough for every deadline.
    World pass(Duration duration) {
        long end = time.nanos() + duration.toNanos();
        tick();
        while (time.nanos() < end) {
            time.advance(Duration.ofMillis(100));
            tick();
        }
        return this;
    }

    World tick() {
        ticker.tick(time.nanos());
        return this;
    }

    Status readiness() {
        return health.report(Group.READINESS).status();
    }

    Status liveness() {
        return health.report(Group.LIVENESS).status();
    }

    Status startup() {
        return health.report(Group.STARTUP).status();
    }

    Standing standing(String name) {
        return health.standings().stream()
                .filter(standing -> standing.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// A remote check every five seconds that says what the supplier says.
    static Check.Remote remote(String name, Supplier<Result> result) {
        return Check.remote(name, attempt -> result.get());
    }
}
