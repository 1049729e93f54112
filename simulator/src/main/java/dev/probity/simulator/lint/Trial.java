package dev.probity.simulator.lint;

import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Outcome;
import dev.probity.simulator.Alone;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.lint.Finding.Line;
import dev.probity.simulator.world.Behaviour;
import dev.probity.simulator.world.Cast;
import dev.probity.simulator.world.Lengths;
import dev.probity.spec.Probe;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// One simulated replica of a service, and whether it came to harm.
final class Trial {
    private static final int MOST_LINES = 12; // of a witness; the last ones

    private final Service service;
    private final String behaviour;
    private final Harm harm;
    private final List<Line> lines = new ArrayList<>();
    private OptionalLong harmedAt = OptionalLong.empty();

    /// What counts as harm.
    sealed interface Harm {
        /// A probe has it killed.
        record Killed() implements Harm {}

        /// It takes traffic from one time to another without a break.
        record TakesTraffic(long from, long to) implements Harm {}

        /// A roll-out says that it waits.
        record RollOutWaits() implements Harm {}
    }

    private Trial(Service service, String behaviour, Harm harm) {
        this.service = service;
        this.behaviour = behaviour;
        this.harm = harm;
    }

    static Trial of(Service service, String behaviour, Duration span, Harm harm) {
        Trial trial = new Trial(service, behaviour, harm);
        trial.run(span);
        return trial;
    }

    private void run(Duration span) {
        boolean rolling = harm instanceof Harm.RollOutWaits;
        List<Scenario.Timed> commands =
                rolling
                        ? List.of(
                                new Scenario.Timed(
                                        Duration.ofMillis(1),
                                        new Event.Restart(
                                                2, service.name(), OptionalInt.empty(), true)))
                        : List.of();
        Scenario scenario =
                new Scenario(
                        Alone.of(service, rolling ? 2 : 1),
                        Cast.of(Behaviour.of(behaviour)),
                        span,
                        Scenario.Dials.USUAL,
                        commands);
        boolean[] inRotation = {false};
        long[] since = {0};
        Simulation.run(
                scenario,
                (at, happening) -> {
                    if (happening instanceof Happening.RotationChanged rotation) {
                        judgeTraffic(inRotation[0], since[0], at);
                        inRotation[0] = !rotation.replicas().isEmpty();
                        since[0] = at;
                    }
                    note(at, happening);
                    judge(at, happening);
                },
                () -> harmedAt.isPresent());
        if (harmedAt.isEmpty()) {
            judgeTraffic(inRotation[0], since[0], span.toNanos());
        }
    }

    private void judgeTraffic(boolean inRotation, long since, long until) {
        if (harm instanceof Harm.TakesTraffic(long from, long to)
                && inRotation
                && since <= from
                && until >= to) {
            harmedAt = OptionalLong.of(to);
        }
    }

    private void judge(long at, Happening happening) {
        boolean killed =
                harm instanceof Harm.Killed
                        && happening instanceof Happening.Killing killing
                        && isByProbe(killing.reason());
        boolean waits =
                harm instanceof Harm.RollOutWaits && happening instanceof Happening.RollOutWaits;
        if (killed || waits) {
            harmedAt = OptionalLong.of(at);
        }
    }

    private static boolean isByProbe(KillReason reason) {
        return switch (reason) {
            case LIVENESS, STARTUP -> true;
            case CHANGED, STOPPED, RESTARTED -> false;
        };
    }

    private void note(long at, Happening happening) {
        switch (happening) {
            case Happening.Running running -> add(at, running.incarnation().replica() + " starts");
            case Happening.Attempted attempted -> noteAttempt(at, attempted);
            case Happening.Killing killing -> {
                if (isByProbe(killing.reason())) {
                    add(
                            at,
                            "killed: "
                                    + killing.reason().name().toLowerCase(Locale.ROOT)
                                    + " has failed");
                }
            }
            case Happening.RotationChanged rotation ->
                    add(at, rotation.replicas().isEmpty() ? "takes no traffic" : "takes traffic");
            case Happening.RollOutWaits waits ->
                    add(at, "the roll-out waits for " + waits.replica());
            case Happening.Launching _,
                    Happening.LaunchFailed _,
                    Happening.Exited _,
                    Happening.Moved _,
                    Happening.VerdictChanged _,
                    Happening.KubernetesEvent _,
                    Happening.Signalled _,
                    Happening.BackingOff _,
                    Happening.Waiting _,
                    Happening.Drained _,
                    Happening.RollingOut _,
                    Happening.Oddity _ -> {}
        }
    }

    private void noteAttempt(long at, Happening.Attempted attempted) {
        String type = attempted.worker().type().title().toLowerCase(Locale.ROOT);
        int threshold =
                service.main()
                        .probe(attempted.worker().type())
                        .map(Probe::failureThreshold)
                        .orElse(1);
        switch (attempted.outcome()) {
            case Outcome.Success _, Outcome.Warning _ -> {}
            case Outcome.Failure failure ->
                    add(
                            at,
                            type
                                    + " fails ("
                                    + counted(attempted.streak(), threshold)
                                    + "): "
                                    + failure.output());
            case Outcome.Unknown unknown -> add(at, type + " fails: " + unknown.output());
            case Outcome.Inconclusive broken ->
                    add(at, type + " cannot be asked: " + broken.output());
        }
    }

    /// A verdict that puts a worker on hold spends its streak (R16).
    private static String counted(int streak, int threshold) {
        int failures = streak == 0 ? threshold : streak;
        return failures > threshold ? failures + " in a row" : failures + " of " + threshold;
    }

    private void add(long at, String text) {
        lines.add(new Line(at, text));
        if (lines.size() > MOST_LINES) {
            lines.removeFirst();
        }
    }

    boolean harmed() {
        return harmedAt.isPresent();
    }

    String behaviour() {
        return behaviour;
    }

    List<Line> lines() {
        return lines;
    }

    /// The smallest length that does harm, to the millisecond.
    ///
    /// @param least below it nothing is tried
    /// @param most above it nothing is tried
    static OptionalLong smallest(Duration least, Duration most, Predicate<Duration> harms) {
        if (!harms.test(most)) {
            return OptionalLong.empty();
        }
        long low = least.toMillis() - 1; // does no harm, or is not asked about
        long high = most.toMillis();
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (harms.test(Duration.ofMillis(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalLong.of(high);
    }

    static String text(long millis) {
        return Lengths.text(Duration.ofMillis(millis));
    }
}
