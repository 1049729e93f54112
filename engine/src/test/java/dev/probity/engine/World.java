package dev.probity.engine;

import dev.probity.engine.Outcome.Success;
import dev.probity.spec.Application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// A scripted world around a real engine under a virtual clock.
///
/// By default launches succeed at once, probes succeed at once, SIGTERM ends a process at once.
class World {

    private static final Duration END_OF_STEPS = Duration.ofDays(30);

    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final List<String> lines = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final Set<Incarnation> gone = new HashSet<>();
    private Engine engine;
    private long now;
    private long order;
    private long commands;
    private Optional<Long> wakeAt = Optional.empty();

    private record Due(long at, long order, Event event) {}

    World() {
        this(Engine.create(Settings.of(0)));
    }

    World(Engine engine) {
        this.engine = engine;
    }

    // ---- what a test may override ----

    /// How long a launch takes; empty when it fails.
    Optional<Duration> launch(Incarnation incarnation) {
        return Optional.of(Duration.ZERO);
    }

    /// When it ends by itself, counted from its start.
    Optional<Duration> lifetime(Incarnation incarnation) {
        return Optional.empty();
    }

    int exitCode(Incarnation incarnation) {
        return 1;
    }

    Outcome outcome(WorkerId worker, Incarnation incarnation) {
        return new Success("");
    }

    Duration attemptTakes(WorkerId worker) {
        return Duration.ZERO;
    }

    /// How long a process takes to follow SIGTERM; empty when it ignores it.
    Optional<Duration> onTerm(Incarnation incarnation) {
        return Optional.of(Duration.ZERO);
    }

    /// How long a process takes to go after SIGKILL.
    Duration onKill(Incarnation incarnation) {
        return Duration.ZERO;
    }

    Duration preStopTakes(Incarnation incarnation) {
        return Duration.ZERO;
    }

    /// Empty when it does not finish by itself.
    Optional<Duration> drainTakes(ReplicaId replica) {
        return Optional.of(Duration.ZERO);
    }

    /// Sees every step.
    void after(Event event, List<Effect> answer) {}

    // ---- what a test does ----

    final long nextCommand() {
        return ++commands;
    }

    final void apply(Application application) {
        happen(new Event.Apply(nextCommand(), application, List.of(), 7));
    }

    final void happen(Event event) {
        later(Duration.ZERO, event);
        drainInstant();
    }

    final void later(Duration delay, Event event) {
        agenda.add(new Due(now + delay.toNanos(), order++, event));
    }

    final void run(Duration span) {
        long end = now + span.toNanos();
        if (span.compareTo(END_OF_STEPS) > 0) {
            throw new IllegalArgumentException("too long: " + span);
        }
        while (nextAt() <= end) {
            now = nextAt();
            drainInstant();
        }
        now = end;
    }

    private long nextAt() {
        long event = agenda.isEmpty() ? Long.MAX_VALUE : agenda.peek().at();
        return Math.min(event, wakeAt.orElse(Long.MAX_VALUE));
    }

    /// Everything that happens now: first what happened outside, then the timer, until it is quiet.
    private void drainInstant() {
        while (nextAt() <= now) {
            if (!agenda.isEmpty() && agenda.peek().at() <= now) {
                step(agenda.remove().event());
            } else {
                wakeAt = Optional.empty();
                step(new Event.TimerDue());
            }
        }
    }

    private void step(Event event) {
        // A process dies once, whatever kills it.
        if (event instanceof Event.Exited exited && !gone.add(exited.incarnation())) {
            return;
        }
        List<Effect> answer = engine.step(now, event);
        effects.addAll(answer);
        answer.forEach(this::act);
        after(event, answer);
    }

    private void act(Effect effect) {
        switch (effect) {
            case Effect.Launch launch -> launched(launch.incarnation());
            case Effect.Terminate terminate -> signalled(terminate);
            case Effect.RunPreStop hook ->
                    later(
                            preStopTakes(hook.incarnation()),
                            new Event.PreStopFinished(hook.incarnation(), Optional.empty()));
            case Effect.MakeAttempt attempt ->
                    later(
                            attemptTakes(attempt.worker()),
                            new Event.AttemptFinished(
                                    attempt.attempt(),
                                    attempt.worker(),
                                    outcome(attempt.worker(), attempt.incarnation()),
                                    1,
                                    attemptTakes(attempt.worker())));
            case Effect.WakeAt wake -> wakeAt = Optional.of(wake.at());
            case Effect.Drain drain ->
                    drainTakes(drain.replica())
                            .ifPresent(takes ->
                                    later(takes, new Event.DrainFinished(drain.replica(), 0)));
            case Effect.Tell tell -> heard(tell.happening());
            case Effect.CancelAttempt _,
                    Effect.PublishRotation _,
                    Effect.Retire _,
                    Effect.Answer _,
                    Effect.Ended _ -> {}
        }
    }

    private void launched(Incarnation incarnation) {
        Optional<Duration> takes = launch(incarnation);
        if (takes.isEmpty()) {
            later(Duration.ZERO, new Event.LaunchFailed(incarnation, "no such file"));
            return;
        }
        later(takes.get(), new Event.Started(incarnation));
        lifetime(incarnation)
                .ifPresent(span ->
                        later(takes.get().plus(span), exited(incarnation, exitCode(incarnation))));
    }

    private void signalled(Effect.Terminate terminate) {
        Incarnation incarnation = terminate.incarnation();
        if (terminate.signal() == Effect.Signal.KILL) {
            later(onKill(incarnation), exited(incarnation, 137));
            return;
        }
        onTerm(incarnation).ifPresent(takes -> later(takes, exited(incarnation, 143)));
    }

    private static Event exited(Incarnation incarnation, int code) {
        return new Event.Exited(incarnation, new Exit(code, Optional.empty()));
    }

    private void heard(Happening happening) {
        happenings.add(happening);
        line(happening)
                .ifPresent(
                        text -> lines.add(Duration.ofNanos(now).toMillis() / 1000.0 + " " + text));
    }

    /// The lines of the walkthrough of seed 003.
    private static Optional<String> line(Happening happening) {
        return switch (happening) {
            case Happening.Launching _ -> Optional.of("launching");
            case Happening.Moved moved -> Optional.of(moved.replica() + " " + moved.to());
            case Happening.Killing killing ->
                    Optional.of(killing.incarnation().replica() + " killing " + killing.reason());
            case Happening.BackingOff backOff ->
                    Optional.of(
                            backOff.replica()
                                    + " backing off "
                                    + backOff.duration().toSeconds()
                                    + " s");
            default -> Optional.empty();
        };
    }

    // ---- what a test sees ----

    /// What was told since the last call, as `12.5 web-1 READY`.
    final List<String> lines() {
        List<String> all = List.copyOf(lines);
        lines.clear();
        return all;
    }

    final List<Effect> effects() {
        List<Effect> all = List.copyOf(effects);
        effects.clear();
        return all;
    }

    final List<Happening> happenings() {
        List<Happening> all = List.copyOf(happenings);
        happenings.clear();
        return all;
    }

    final Snapshot snapshot() {
        return engine.snapshot(now);
    }

    final Snapshot.ReplicaView replica(String service, int ordinal) {
        return snapshot().replica(new ReplicaId(service, ordinal)).orElseThrow();
    }

    final Duration now() {
        return Duration.ofNanos(now);
    }

    final Engine engine() {
        return engine;
    }

    /// The engine is replaced by a copy of itself.
    final void restart() {
        engine = Engine.restore(engine.image());
    }
}
