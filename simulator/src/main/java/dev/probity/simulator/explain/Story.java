package dev.probity.simulator.explain;

import dev.probity.simulator.Alone;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.world.Behaviour;
import dev.probity.simulator.world.Cast;
import dev.probity.simulator.world.Lengths;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A story that shows what a service's probes are for: it loads, it serves, a dependency is away
/// for a while, it hangs, it is launched again.
final class Story {
    private static final Duration CALM = Duration.ofSeconds(20); // so that one sees it serve

    private Story() {}

    static Scenario of(Service service) {
        Container main = service.main();
        Duration load = load(main);
        Duration settled = load.plus(delays(main)).plus(CALM);
        StringBuilder text = new StringBuilder("loads in " + Lengths.text(load));
        Duration end = settled;
        Optional<ProbeTimes> readiness = main.readinessProbe().map(ProbeTimes::new);
        if (readiness.isPresent()) {
            Duration away = readiness.get().untilFailureIsSeen().most().plus(CALM);
            Duration back = end.plus(away);
            text.append(", dependency down from ").append(Lengths.text(end));
            text.append(" to ").append(Lengths.text(back));
            end = back.plus(readiness.get().untilRecoveryIsSeen().most()).plus(CALM);
        }
        Optional<ProbeTimes> liveness = main.livenessProbe().map(ProbeTimes::new);
        if (liveness.isPresent()) {
            text.append(", hangs at ").append(Lengths.text(end)).append(" once");
            end = end.plus(liveness.get().untilHangIsSeen().most());
        } else {
            text.append(", crashes at ").append(Lengths.text(end)).append(" once");
        }
        end = end.plus(load).plus(delays(main)).plus(CALM);
        return Scenario.of(Alone.of(service, 1), Cast.of(Behaviour.of(text.toString())), end);
    }

    /// A third of what it may take.
    private static Duration load(Container main) {
        return main.startupProbe()
                .or(main::livenessProbe)
                .map(probe -> new ProbeTimes(probe).untilGivenUp().least().dividedBy(3))
                .map(length -> Duration.ofSeconds(Math.max(1, length.toSeconds())))
                .orElse(Duration.ofSeconds(5));
    }

    private static Duration delays(Container main) {
        Duration longest = Duration.ZERO;
        for (Optional<Probe> probe :
                List.of(main.startupProbe(), main.livenessProbe(), main.readinessProbe())) {
            Duration length =
                    probe.map(asked -> asked.initialDelay().plus(asked.period()))
                            .orElse(Duration.ZERO);
            longest = length.compareTo(longest) > 0 ? length : longest;
        }
        return longest;
    }
}
