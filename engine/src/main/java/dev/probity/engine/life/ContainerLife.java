package dev.probity.engine.life;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Event.Report;
import dev.probity.engine.Exit;
import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Verdict;
import dev.probity.engine.WorkerId;
import dev.probity.engine.life.ContainerState.BackingOff;
import dev.probity.engine.life.ContainerState.Ended;
import dev.probity.engine.life.ContainerState.Ending;
import dev.probity.engine.life.ContainerState.Exited;
import dev.probity.engine.life.ContainerState.Launching;
import dev.probity.engine.life.ContainerState.Running;
import dev.probity.engine.life.ContainerState.Waiting;
import dev.probity.engine.probing.Forced;
import dev.probity.engine.probing.View;
import dev.probity.engine.turn.Agenda;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Workload;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// One container of a replica over all of its incarnations, with its probe workers.
public final class ContainerLife implements Part {

    /// The exit code that container engines give to a start that failed.
    private static final int LAUNCH_FAILED = 128;

    /// A program is launched in milliseconds; a file system that hangs must not hold it for ever.
    private static final Duration LAUNCH_LIMIT = Duration.ofMinutes(1);

    /// An image may have to be fetched first.
    private static final Duration IMAGE_LIMIT = Duration.ofMinutes(30);

    private Container spec;
    private final ReplicaId replica;
    private ContainerState state;
    private int launches;
    private BackOff backOff;
    private final Health health;

    /// All that a container's life is.
    ///
    /// @param launches how often an incarnation was launched
    public record Image(
            ReplicaId replica,
            Container spec,
            ContainerState state,
            int launches,
            BackOff backOff,
            Health.Image health) {}

    ContainerLife(Image image) {
        replica = image.replica();
        spec = image.spec();
        state = image.state();
        launches = image.launches();
        backOff = image.backOff();
        health = new Health(image.health());
    }

    /// Before its first launch, with a worker for each of its probes (R1).
    static ContainerLife fresh(ReplicaId replica, Container spec, Turn turn) {
        ContainerLife life =
                new ContainerLife(
                        new Image(
                                replica, spec, new Waiting(), 0, BackOff.NONE, Health.Image.FRESH));
        if (spec.kind() != Kind.INIT) {
            for (ProbeType type : ProbeType.values()) {
                spec.probe(type).ifPresent(probe -> life.setProbe(type, probe, spec, turn));
            }
        }
        return life;
    }

    Image image() {
        return new Image(replica, spec, state, launches, backOff, health.image());
    }

    String name() {
        return spec.name();
    }

    @Override
    public Kind kind() {
        return spec.kind();
    }

    Optional<Probe> probe(ProbeType type) {
        return spec.probe(type);
    }

    @Override
    public ContainerState state() {
        return state;
    }

    @Override
    public boolean isStarted() {
        return health.flags().started();
    }

    Health health() {
        return health;
    }

    boolean isRunning() {
        return state instanceof Running;
    }

    /// When its launch, its kill or its back-off wants to be looked at, or {@link Agenda#NEVER}. A
    /// back-off that is over but may not be followed by a launch yet waits for another event.
    long due(long now) {
        return switch (state) {
            case Ending ending -> ending.kill().deadline();
            case BackingOff waiting -> waiting.until() > now ? waiting.until() : Agenda.NEVER;
            case Launching launching -> launching.giveUpAt();
            case Waiting _, Running _, Exited _ -> Agenda.NEVER;
        };
    }

    // ---- launch ----

    /// @param policy of the pod
    void launchIfAllowed(RestartPolicy policy, Turn turn) {
        switch (Relaunch.of(state, Relaunch.policy(kind(), policy), backOff, turn.now())) {
            case Relaunch.Now(Optional<Ended> follows) -> launch(follows, turn);
            case Relaunch.Later(BackingOff waiting) -> {
                state = waiting;
                turn.out()
                        .tell(
                                new Happening.BackingOff(
                                        replica, name(), waiting.until(), waiting.delay()));
            }
            case Relaunch.No _ -> {}
        }
    }

    /// @param policy of the pod
    /// @return false when it was not a probe that killed it, or the usual rule has to decide
    boolean relaunchAfterKill(RestartPolicy policy, Turn turn) {
        if (!(state instanceof Exited exited) || !exited.killedByProbe()) {
            return false;
        }
        state = exited.judged();
        RestartPolicy own = Relaunch.policy(kind(), policy);
        return switch (Relaunch.afterKill(exited, own, backOff, turn.now())) {
            case Relaunch.Now(Optional<Ended> follows) -> {
                launch(follows, turn);
                yield true;
            }
            case Relaunch.Later _, Relaunch.No _ -> false;
        };
    }

    private void launch(Optional<Ended> follows, Turn turn) {
        follows.ifPresent(end ->
                backOff = backOff.launched(turn.now(), end.at(), turn.settings().maxBackOff()));
        Incarnation next =
                new Incarnation(replica, name(), turn.dice().incarnationName(replica.service()));
        state = new Launching(next, state.lastEnd(), turn.now() + launchLimit().toNanos());
        launches++;
        turn.out().tell(new Happening.Launching(next));
        turn.out().add(new Effect.Launch(next, spec));
    }

    private Duration launchLimit() {
        return switch (spec.workload()) {
            case Workload.Command _, Workload.Unrunnable _ -> LAUNCH_LIMIT;
            case Workload.Image _ -> IMAGE_LIMIT;
        };
    }

    /// Nobody has said what came of the launch. Should it come to run after all, it is killed.
    private void giveUp(Launching launching, Turn turn) {
        if (turn.now() >= launching.giveUpAt()) {
            String reason = "no answer for " + launchLimit().toSeconds() + " s";
            state = launching.failed(turn.now(), new Exit(LAUNCH_FAILED, Optional.of(reason)));
            turn.out().add(new Effect.Terminate(launching.next(), Effect.Signal.KILL));
            turn.out().tell(new Happening.LaunchFailed(launching.next(), reason));
        }
    }

    /// Whether it is there, will be, or comes back after its exit (R25).
    private boolean isRelaunched(RestartPolicy policy) {
        return !(state instanceof Exited exited)
                || Relaunch.follows(exited, Relaunch.policy(kind(), policy));
    }

    // ---- what is reported ----

    /// @return false when nobody waits for this report
    boolean happened(Report report, Turn turn) {
        Incarnation incarnation = report.incarnation();
        return switch (state) {
            case Launching launching when launching.next().equals(incarnation) ->
                    launched(launching, report, turn);
            case Running running when running.present().equals(incarnation) ->
                    report instanceof Event.Exited event
                            && exited(running.exited(turn.now(), event.exit()), event, turn);
            case Ending ending when ending.running().present().equals(incarnation) ->
                    ended(ending, report, turn);
            case Waiting _, Launching _, Running _, Ending _, Exited _, BackingOff _ -> false;
        };
    }

    private boolean launched(Launching launching, Report report, Turn turn) {
        return switch (report) {
            case Event.Started started -> {
                state = launching.started(turn.now());
                health.renew();
                turn.out().tell(new Happening.Running(started.incarnation()));
                yield true;
            }
            case Event.LaunchFailed failed -> {
                Exit exit = new Exit(LAUNCH_FAILED, Optional.of(failed.reason()));
                state = launching.failed(turn.now(), exit);
                turn.out().tell(new Happening.LaunchFailed(failed.incarnation(), failed.reason()));
                yield true;
            }
            case Event.Exited _, Event.PreStopFinished _ -> false;
        };
    }

    private boolean ended(Ending ending, Report report, Turn turn) {
        return switch (report) {
            case Event.Exited event -> exited(ending.exited(turn.now(), event.exit()), event, turn);
            case Event.PreStopFinished event -> {
                state = Killing.preStopFinished(ending, event.failure(), turn);
                yield true;
            }
            case Event.Started _, Event.LaunchFailed _ -> false;
        };
    }

    private boolean exited(Exited next, Event.Exited event, Turn turn) {
        state = next;
        health.workers().releaseKillers(turn);
        turn.out().tell(new Happening.Exited(event.incarnation(), event.exit()));
        return true;
    }

    // ---- kill ----

    void kill(Killing.Order order, Turn turn) {
        if (state instanceof Running running) {
            state = Killing.begin(running, spec.preStop(), order, turn);
        }
    }

    /// Those that its SIGTERM waited for are gone.
    void killInTurn(Turn turn) {
        if (state instanceof Ending ending) {
            state = Killing.turnCame(ending, turn);
        }
    }

    /// SIGKILL, whatever is under way.
    void killNow(KillReason reason, Turn turn) {
        if (state instanceof Running running) {
            state = Killing.now(running, reason, turn);
        } else if (state instanceof Ending ending) {
            state = Killing.hurry(ending, turn);
        }
    }

    /// Takes the step whose time has come, if any.
    void advance(Turn turn) {
        if (state instanceof Ending ending) {
            state = Killing.advance(ending, turn);
        } else if (state instanceof Launching launching) {
            giveUp(launching, turn);
        }
    }

    // ---- probes ----

    /// The status is generated (R21, R22).
    void generate(Turn turn) {
        if (kind() == Kind.INIT) {
            health.generateInit(state);
        } else {
            health.generate(state, turn);
        }
    }

    boolean isFailing(ProbeType type) {
        return health.verdict(type, state).equals(Optional.of(Verdict.FAILING));
    }

    Change attemptFinished(Event.AttemptFinished answer, Turn turn) {
        return changeBy(() -> health.attemptFinished(answer, state, turn));
    }

    Change force(ProbeType type, Forced forced, Turn turn) {
        return changeBy(() -> health.force(type, forced, state, turn));
    }

    /// A worker's time has come.
    ///
    /// @param over whether the replica will not run again
    /// @param policy of the pod
    Change wake(ProbeType type, boolean deleting, boolean over, RestartPolicy policy, Turn turn) {
        View view =
                over
                        ? new View.Over()
                        : Sight.of(state, isStarted(), deleting, isRelaunched(policy), turn);
        return changeBy(() -> health.wake(type, view, state, turn));
    }

    /// @param event tells whether it asks for a sync
    private Change changeBy(BooleanSupplier event) {
        Flags flags = health.flags();
        boolean provenAlive = health.isProvenAlive();
        boolean asksSync = event.getAsBoolean();
        boolean moved = provenAlive != health.isProvenAlive() || !flags.equals(health.flags());
        return new Change(moved, asksSync);
    }

    /// A probe from now on, with a worker when it had none.
    void setProbe(ProbeType type, Probe probe, Container changed, Turn turn) {
        spec = changed;
        View view = Sight.of(state, isStarted(), false, true, turn);
        health.workers().set(new WorkerId(replica, name(), type), probe, view, turn);
    }

    // ---- what is shown ----

    ContainerView view() {
        OptionalLong backOffUntil =
                state instanceof BackingOff waiting
                        ? OptionalLong.of(waiting.until())
                        : OptionalLong.empty();
        return new ContainerView(
                name(),
                kind(),
                state.status(),
                state.newest(),
                state.upSince(),
                health.flags().started(),
                health.flags().ready(),
                Math.max(0, launches - 1),
                backOffUntil,
                state.lastEnd().map(Ended::exit),
                health.workers().views());
    }
}
