package dev.probity.simulator.explain;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaState;
import dev.probity.simulator.Alone;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Scenario.Dials;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.world.Behaviour;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.List;

/// From the start of a process that answers at once to its first traffic. How the three probes hand
/// over to each other is the engine's business, so it is asked, over the phases of a period.
final class FirstTraffic {
    private static final int PHASES = 40; // a quarter of a second apart for the usual 10 s
    private static final int SEEDS = 200; // where a period is too long for that

    /// The engine gives up on a launch after 60 s.
    private static final long LATEST = Duration.ofSeconds(55).toNanos();

    private static final Duration PATIENCE = Duration.ofHours(2); // beyond it nobody waits

    private FirstTraffic() {}

    static Bounds of(Service service) {
        Application alone = Alone.of(service, 1);
        long period = longestPeriod(service);
        long least = Long.MAX_VALUE;
        long most = 0;
        boolean drawn = period > LATEST;
        for (int phase = 0; phase <= (drawn ? SEEDS : PHASES); phase++) {
            // The first tick is at 0; a start right after it waits longest for the next one.
            long start = drawn ? 1_000_000 : Math.max(1_000_000, period * phase / PHASES);
            long length = simulate(alone, start, new Dials(phase, drawn, 0));
            least = Math.min(least, length);
            most = Math.max(most, length);
        }
        return new Bounds(rounded(least), rounded(most));
    }

    private static Duration rounded(long nanos) {
        return Duration.ofMillis(Math.round(nanos / 1e8) * 100); // the start is off by 1 ms
    }

    /// Of the probes that traffic waits for.
    private static long longestPeriod(Service service) {
        long longest = 1_000_000;
        for (Container container : service.containers()) {
            for (ProbeType type : ProbeType.values()) {
                if (type == ProbeType.LIVENESS && !service.healthyBeforeReady()) {
                    continue;
                }
                longest =
                        Math.max(
                                longest,
                                container
                                        .probe(type)
                                        .map(Probe::period)
                                        .orElse(Duration.ZERO)
                                        .toNanos());
            }
        }
        return longest;
    }

    private static long simulate(Application alone, long start, Dials dials) {
        Behaviour behaviour = Behaviour.of("starts in " + start / 1_000_000 + "ms, answers in 0s");
        Scenario scenario = new Scenario(alone, Cast.of(behaviour), PATIENCE, dials, List.of());
        long[] ready = {PATIENCE.toNanos()};
        Simulation.run(
                scenario,
                (at, happening) -> {
                    if (happening instanceof Happening.Moved moved
                            && moved.to() == ReplicaState.READY) {
                        ready[0] = Math.min(ready[0], at);
                    }
                },
                () -> ready[0] < PATIENCE.toNanos());
        return ready[0] - start;
    }
}
