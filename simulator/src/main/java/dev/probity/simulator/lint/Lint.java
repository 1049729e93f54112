package dev.probity.simulator.lint;

import dev.probity.engine.Happening;
import dev.probity.engine.ReplicaState;
import dev.probity.simulator.Alone;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.explain.ProbeTimes;
import dev.probity.simulator.lint.Trial.Harm;
import dev.probity.simulator.world.Behaviour;
import dev.probity.simulator.world.Cast;
import dev.probity.simulator.world.Lengths;
import dev.probity.spec.Origin;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Looks for schedules in which the probes of a service do harm.
public final class Lint {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(2); // nobody waits longer than that

    /// The engine gives up on a launch after 60 s.
    private static final Duration LATEST = Duration.ofSeconds(55);

    private static final Harm KILLED = new Harm.Killed();

    private final Resolved resolved;
    private final Healthy healthy;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(Resolved resolved, Healthy healthy) {
        this.resolved = resolved;
        this.healthy = healthy;
    }

    /// In the order of the file.
    public static List<Finding> of(Resolved resolved, Healthy healthy) {
        Lint lint = new Lint(resolved, healthy);
        for (Service service : resolved.application().services()) {
            if (!service.external() && service.replicas() > 0) {
                lint.look(service);
            }
        }
        return lint.findings;
    }

    private void look(Service service) {
        lookAtStart(service);
        lookAtSlowAnswers(service);
        OptionalLong ready = firstReady(service);
        if (ready.isPresent()) {
            lookAtPauses(service, ready.getAsLong());
            lookAtOutages(service, ready.getAsLong());
            lookAtHangs(service, ready.getAsLong());
            lookAtLoading(service);
        }
        lookAtRollOut(service);
    }

    // ---- a healthy one is killed ----

    /// What a healthy replica may do for some length of time, and must not be harmed for.
    ///
    /// @param least shorter ones are not asked about
    /// @param most the longest that still is healthy
    /// @param message about the length from which on there is harm
    private record Bearing(
            Rule rule,
            Optional<ProbeType> probe,
            Duration least,
            Duration most,
            BiFunction<Service, Duration, Trial> trial,
            UnaryOperator<String> message) {}

    /// Looks for the smallest length that does harm.
    ///
    /// @param fix numbers that may help; shown only if they do
    private void ask(Service service, Bearing bearing, Optional<Fixes> fix) {
        OptionalLong smallest =
                Trial.smallest(
                        bearing.least(),
                        bearing.most(),
                        length -> bearing.trial().apply(service, length).harmed());
        if (smallest.isPresent()) {
            Duration length = Duration.ofMillis(smallest.getAsLong());
            add(
                    bearing.rule(),
                    service,
                    bearing.probe(),
                    bearing.message().apply(Lengths.text(length)),
                    bearing.trial().apply(service, length),
                    fix.flatMap(fixed ->
                            helpful(
                                    fixed,
                                    bearing.trial().apply(fixed.service(), bearing.most()))));
        }
    }

    private static Optional<Finding.Fix> helpful(Fixes fix, Trial trial) {
        return trial.harmed() ? Optional.empty() : Optional.of(fix.shown(trial.behaviour()));
    }

    private void lookAtStart(Service service) {
        Optional<ProbeType> watching = watchingTheStart(service);
        if (watching.isEmpty()) {
            return;
        }
        ask(
                service,
                new Bearing(
                        Rule.START_IS_KILLED,
                        watching,
                        SECOND,
                        healthy.loadsIn(),
                        Lint::start,
                        length ->
                                "a start of %s is killed, and so is every one after it"
                                        .formatted(length)),
                Fixes.ofStart(service, healthy.loadsIn()));
    }

    private static Optional<ProbeType> watchingTheStart(Service service) {
        if (service.main().startupProbe().isPresent()) {
            return Optional.of(ProbeType.STARTUP);
        }
        return service.main().livenessProbe().map(probe -> ProbeType.LIVENESS);
    }

    private static Trial start(Service service, Duration load) {
        Duration span = load.plus(watcher(service).period().multipliedBy(2)).plusSeconds(5);
        return Trial.of(service, startText(service, load), span, KILLED);
    }

    private static Probe watcher(Service service) {
        return service.main().startupProbe().or(() -> service.main().livenessProbe()).orElseThrow();
    }

    /// The process starts when a tick comes just as its delay is over: the shortest budget.
    private static String startText(Service service, Duration load) {
        Probe probe = watcher(service);
        long period = probe.period().toMillis();
        long wanted = period - probe.initialDelay().toMillis() % period;
        long phase = Math.min(wanted, LATEST.toMillis());
        return "starts in " + Trial.text(phase) + ", loads in " + Lengths.text(load);
    }

    private void lookAtSlowAnswers(Service service) {
        if (watchingTheStart(service).isEmpty()) {
            return;
        }
        ask(
                service,
                new Bearing(
                        Rule.SLOW_ANSWER_IS_KILLED,
                        watchingTheStart(service),
                        SHORTEST,
                        healthy.answersIn(),
                        Lint::slow,
                        length -> "a replica whose answers take " + length + " is killed"),
                Fixes.ofSlowAnswers(service, healthy.answersIn()));
    }

    private static Trial slow(Service service, Duration answer) {
        Duration span = Duration.ofMinutes(1);
        for (Optional<Probe> probe :
                List.of(service.main().startupProbe(), service.main().livenessProbe())) {
            span =
                    span.plus(
                            probe.map(asked ->
                                            asked.initialDelay()
                                                    .plus(
                                                            new ProbeTimes(asked)
                                                                    .untilHangIsSeen()
                                                                    .most()))
                                    .orElse(Duration.ZERO));
        }
        return Trial.of(service, "answers in " + Lengths.text(answer), span, KILLED);
    }

    private void lookAtPauses(Service service, long ready) {
        Optional<Long> tick = livenessTick(service, ready);
        if (tick.isEmpty()) {
            return;
        }
        long begin = tick.get();
        ask(
                service,
                new Bearing(
                        Rule.PAUSE_IS_KILLED,
                        Optional.of(ProbeType.LIVENESS),
                        SHORTEST,
                        healthy.pause(),
                        (any, pause) -> pause(any, begin, pause),
                        length -> "a pause of " + length + " is taken for death"),
                Fixes.ofPause(service, healthy.pause()));
    }

    private static Trial pause(Service service, long begin, Duration pause) {
        Duration span = Duration.ofMillis(begin).plus(pause).plus(Duration.ofMinutes(1));
        String behaviour =
                "answers in 0s, stalls " + Lengths.text(pause) + " at " + Trial.text(begin);
        return Trial.of(service, behaviour, span, KILLED);
    }

    private void lookAtOutages(Service service, long ready) {
        Optional<Long> tick = livenessTick(service, ready);
        if (tick.isEmpty() || service.main().readinessProbe().isEmpty()) {
            return;
        }
        long begin = tick.get();
        ask(
                service,
                new Bearing(
                        Rule.OUTAGE_IS_KILLED,
                        Optional.of(ProbeType.LIVENESS),
                        SHORTEST,
                        healthy.outage(),
                        (any, outage) -> outage(any, begin, outage),
                        length ->
                                "an outage of a dependency for " + length + " kills the replicas"),
                Fixes.ofOutage(service, healthy.outage()));
    }

    private static Trial outage(Service service, long begin, Duration outage) {
        Duration span = Duration.ofMillis(begin).plus(outage).plus(SECOND);
        String behaviour =
                "answers in 0s, dependency down from "
                        + Trial.text(begin)
                        + " to "
                        + Trial.text(begin + outage.toMillis());
        return Trial.of(service, behaviour, span, KILLED);
    }

    /// In milliseconds, just before a liveness attempt of a replica that has settled.
    private static Optional<Long> livenessTick(Service service, long ready) {
        Optional<Probe> liveness = service.main().livenessProbe();
        if (liveness.isEmpty()) {
            return Optional.empty();
        }
        Duration span =
                Duration.ofMillis(ready)
                        .plus(liveness.get().initialDelay())
                        .plus(liveness.get().period().multipliedBy(3));
        long[] tick = {-1};
        Simulation.run(
                scenario(service, span),
                (at, happening) -> {
                    if (tick[0] < 0
                            && at / 1_000_000 > ready
                            && happening instanceof Happening.Attempted attempted
                            && attempted.worker().type() == ProbeType.LIVENESS) {
                        tick[0] = at / 1_000_000 - 1;
                    }
                });
        return tick[0] < 0 ? Optional.empty() : Optional.of(tick[0]);
    }

    private static Scenario scenario(Service service, Duration span) {
        return Scenario.of(Alone.of(service, 1), Cast.of(Behaviour.of("answers in 0s")), span);
    }

    /// In milliseconds; empty when it never is.
    private static OptionalLong firstReady(Service service) {
        long[] ready = {-1};
        Simulation.run(
                scenario(service, LONG),
                (at, happening) -> {
                    if (happening instanceof Happening.Moved moved
                            && moved.to() == ReplicaState.READY
                            && ready[0] < 0) {
                        ready[0] = at / 1_000_000;
                    }
                },
                () -> ready[0] >= 0);
        return ready[0] < 0 ? OptionalLong.empty() : OptionalLong.of(ready[0]);
    }

    // ---- a dead one keeps traffic ----

    private void lookAtHangs(Service service, long ready) {
        if (service.bindings().isEmpty()) {
            return;
        }
        long begin = ready + 1;
        Trial trial = hang(service, begin, healthy.notice());
        if (!trial.harmed()) {
            return;
        }
        OptionalLong noticed =
                Trial.smallest(
                        healthy.notice(), LONG, length -> !hang(service, begin, length).harmed());
        String length = noticed.isPresent() ? "for " + Trial.text(noticed.getAsLong()) : "for ever";
        add(
                Rule.HANG_KEEPS_TRAFFIC,
                service,
                service.main().readinessProbe().isPresent()
                        ? Optional.of(ProbeType.READINESS)
                        : service.main().livenessProbe().map(probe -> ProbeType.LIVENESS),
                "a replica that hangs takes traffic " + length,
                trial,
                Fixes.ofHang(service, healthy.notice())
                        .flatMap(
                                fix -> helpful(fix, hang(fix.service(), begin, healthy.notice()))));
    }

    private static Trial hang(Service service, long begin, Duration notice) {
        long end = begin + notice.toMillis();
        return Trial.of(
                service,
                "answers in 0s, hangs at " + Trial.text(begin) + " once",
                Duration.ofMillis(end),
                new Harm.TakesTraffic(begin * 1_000_000, end * 1_000_000));
    }

    private void lookAtLoading(Service service) {
        Trial trial = loading(service);
        if (service.bindings().isEmpty() || !trial.harmed()) {
            return;
        }
        add(
                Rule.TRAFFIC_BEFORE_LOADED,
                service,
                Optional.empty(),
                "a replica that loads for a second takes traffic meanwhile",
                trial,
                Fixes.ofLoading(service).flatMap(fix -> helpful(fix, loading(fix.service()))));
    }

    private static Trial loading(Service service) {
        return Trial.of(service, "loads in 1s", SECOND, new Harm.TakesTraffic(0, SECOND.toNanos()));
    }

    // ---- a roll-out waits ----

    private void lookAtRollOut(Service service) {
        Trial trial = rollOut(service);
        if (!trial.harmed()) {
            return;
        }
        OptionalLong ready = firstReady(service);
        add(
                Rule.ROLL_OUT_WAITS,
                service,
                service.main().readinessProbe().isPresent()
                        ? Optional.of(ProbeType.READINESS)
                        : watchingTheStart(service),
                "a replica that answers from the start is "
                        + (ready.isPresent()
                                ? "Ready after " + Trial.text(ready.getAsLong()) + " only"
                                : "never Ready")
                        + ", and a roll-out waits for each",
                trial,
                Fixes.ofRollOut(service).flatMap(fix -> helpful(fix, rollOut(fix.service()))));
    }

    private static Trial rollOut(Service service) {
        Duration stop = service.terminationGracePeriod().plus(service.drainLimit());
        return Trial.of(
                service,
                "answers in 0s",
                stop.plus(Duration.ofMinutes(3)),
                new Harm.RollOutWaits());
    }

    private void add(
            Rule rule,
            Service service,
            Optional<ProbeType> probe,
            String message,
            Trial trial,
            Optional<Finding.Fix> fix) {
        String owner = "services." + service.name();
        Optional<Origin> origin =
                probe.map(type -> owner + "." + type.field())
                        .map(resolved.origins()::get)
                        .or(() -> Optional.ofNullable(resolved.origins().get(owner)))
                        .or(() -> Optional.ofNullable(resolved.origins().get(owner + ".command")));
        findings.add(
                new Finding(
                        rule,
                        service.name(),
                        message,
                        trial.behaviour(),
                        trial.lines(),
                        origin,
                        fix));
    }
}
