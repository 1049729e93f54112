package dev.probity.engine.life;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.engine.Happening.KillReason;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Phase;
import dev.probity.engine.ReplicaId;
import dev.probity.engine.ReplicaState;
import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.WorkerId;
import dev.probity.engine.probing.Forced;
import dev.probity.engine.turn.Agenda;
import dev.probity.engine.turn.Agenda.Alarm;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Container;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The slot of one replica: brings what runs in it to what is desired, one sync at a time.
///
/// Events change what is known and ask for a sync; the sync is what acts. Everything that happens
/// in one instant is so judged together, as a kubelet's pod worker does.
public final class ReplicaLife {

    private final ReplicaId id;
    private final long rank;
    private final Alarm<ReplicaId> alarm;
    private Wish wish;
    private Stage stage;
    private Optional<Run> run;
    private boolean quarantined;
    private OptionalLong syncAskedAt;
    private long due;
    private ReplicaState told;
    private long since;
    private boolean takesTraffic;

    /// All that a replica's life is.
    ///
    /// @param rank who goes first among those that are due at the same time
    /// @param syncAskedAt present until the sync
    /// @param due when it wants to be looked at
    /// @param told the state that was told last
    /// @param since when it was told
    public record Image(
            ReplicaId id,
            long rank,
            Wish wish,
            Stage stage,
            Optional<Run.Image> run,
            boolean quarantined,
            OptionalLong syncAskedAt,
            long due,
            ReplicaState told,
            long since,
            boolean takesTraffic) {}

    private ReplicaLife(Image image) {
        id = image.id();
        rank = image.rank();
        alarm = new Alarm<>(id, rank);
        wish = image.wish();
        stage = image.stage();
        run = image.run().map(Run::new);
        quarantined = image.quarantined();
        syncAskedAt = image.syncAskedAt();
        due = image.due();
        told = image.told();
        since = image.since();
        takesTraffic = image.takesTraffic();
    }

    /// A new slot, in which nothing runs yet.
    public static ReplicaLife empty(ReplicaId id, Wish wish, Turn turn) {
        ReplicaLife life =
                new ReplicaLife(
                        new Image(
                                id,
                                turn.out().number(),
                                wish,
                                new Stage.Down(),
                                Optional.empty(),
                                false,
                                OptionalLong.empty(),
                                Agenda.NEVER,
                                wish instanceof Wish.Run
                                        ? ReplicaState.PENDING
                                        : ReplicaState.STOPPED,
                                turn.now(),
                                false));
        life.askSync(turn);
        return life;
    }

    public static ReplicaLife restored(Image image, Turn turn) {
        ReplicaLife life = new ReplicaLife(image);
        life.run.ifPresent(now ->
                now.containers()
                        .forEach(container -> container.health().workers().arrangeAll(turn)));
        turn.replicas().arrange(life.alarm, life.due);
        return life;
    }

    public Image image() {
        return new Image(
                id,
                rank,
                wish,
                stage,
                run.map(Run::image),
                quarantined,
                syncAskedAt,
                due,
                told,
                since,
                takesTraffic);
    }

    public ReplicaId id() {
        return id;
    }

    public Wish wish() {
        return wish;
    }

    public ReplicaState state() {
        return told;
    }

    public boolean takesTraffic() {
        return takesTraffic;
    }

    public Phase phase() {
        return run.map(Run::phase).orElse(Phase.PENDING);
    }

    /// Nothing runs in it and nothing is about to.
    public boolean isDown() {
        return stage instanceof Stage.Down;
    }

    /// Its containers run, or will again by themselves.
    public boolean isUp() {
        return stage instanceof Stage.Up;
    }

    public boolean isRetired() {
        return isDown() && wish instanceof Wish.Retire;
    }

    public boolean isPending() {
        return stage instanceof Stage.Pending;
    }

    /// Whether what is desired runs, and as well as it can.
    public boolean isSettled() {
        boolean current =
                stage instanceof Stage.Up
                        && wish instanceof Wish.Run desired
                        && run.isPresent()
                        && run.get().generation() == desired.generation();
        return current && (takesTraffic || quarantined || phase() == Phase.SUCCEEDED);
    }

    // ---- what is desired ----

    public void desire(Wish other, Turn turn) {
        if (!wish.equals(other)) {
            wish = other;
            askSync(turn);
        }
    }

    /// The same definition or another one, but from scratch.
    public void renew(Service definition, Turn turn) {
        int generation = wish instanceof Wish.Run desired ? desired.generation() : 0;
        int newest = Math.max(generation, run.map(Run::generation).orElse(0));
        desire(new Wish.Run(definition, newest + 1), turn);
    }

    /// Runs as it did before it was stopped, or as another definition that needs nothing afresh.
    public void resume(Service definition, Turn turn) {
        int generation =
                wish instanceof Wish.Run desired
                        ? desired.generation()
                        : run.map(Run::generation).orElse(0);
        desire(new Wish.Run(definition, generation), turn);
    }

    public void quarantine(boolean on) {
        quarantined = on;
    }

    public void askSync(Turn turn) {
        if (syncAskedAt.isEmpty()) {
            syncAskedAt = OptionalLong.of(turn.now());
            arrange(turn);
        }
    }

    private void arrange(Turn turn) {
        due = syncAskedAt.orElse(Agenda.NEVER);
        if (stage instanceof Stage.Draining draining) {
            due = Math.min(due, draining.until());
        }
        if (!isDown() && run.isPresent()) {
            due = Math.min(due, run.get().due(turn.now()));
        }
        turn.replicas().arrange(alarm, due);
    }

    /// Its slot is gone; whoever gets its id is somebody else.
    public void forget(Turn turn) {
        turn.replicas().arrange(alarm, Agenda.NEVER);
    }

    // ---- the sync ----

    /// @param unmet tells the dependencies of a service that are still waited for
    public void sync(Function<Service, List<String>> unmet, Turn turn) {
        syncAskedAt = OptionalLong.empty();
        run.ifPresent(present -> present.advanceKills(turn));
        Stage before;
        do {
            before = stage;
            stage = next(unmet, turn);
        } while (!stage.equals(before));
        arrange(turn);
    }

    private Stage next(Function<Service, List<String>> unmet, Turn turn) {
        return switch (stage) {
            case Stage.Pending pending -> launchOrWait(pending, unmet, turn);
            case Stage.Up up -> keepOrEnd(up, present(), turn);
            case Stage.Draining draining ->
                    turn.now() >= draining.until() || present().isGone()
                            ? leave(draining.stop(), present(), turn)
                            : draining;
            case Stage.Stopping stopping -> goOnStopping(stopping, present(), turn);
            case Stage.Down down -> wish instanceof Wish.Run ? down.again() : down;
        };
    }

    private Run present() {
        return run.orElseThrow();
    }

    private Stage launchOrWait(
            Stage.Pending pending, Function<Service, List<String>> unmet, Turn turn) {
        if (!(wish instanceof Wish.Run desired)) {
            return pending.cancel();
        }
        List<String> waitedFor = unmet.apply(desired.definition());
        if (waitedFor.isEmpty()) {
            run = Optional.of(Run.fresh(id, desired, turn));
            return pending.launch();
        }
        if (!waitedFor.equals(pending.unmet())) {
            turn.out().tell(new Happening.Waiting(id, waitedFor));
        }
        return new Stage.Pending(waitedFor);
    }

    private Stage keepOrEnd(Stage.Up up, Run present, Turn turn) {
        if (wish instanceof Wish.Run desired && desired.generation() == present.generation()) {
            present.adopt(desired.definition());
            present.sync(turn);
            return up;
        }
        present.beginLeaving(turn);
        Service definition = present.definition();
        boolean carries = !definition.bindings().isEmpty() && !present.isGone();
        if (carries && definition.drainLimit().isPositive()) {
            turn.out().add(new Effect.Drain(id, definition.drainLimit()));
            return up.drain(turn.now() + definition.drainLimit().toNanos());
        }
        return leave(up.stop(), present, turn);
    }

    private Stage leave(Stage.Stopping stopping, Run present, Turn turn) {
        Service definition = present.definition();
        present.leave(wish.reason(definition), wish.grace(definition), turn);
        return goOnStopping(stopping, present, turn);
    }

    private static Stage goOnStopping(Stage.Stopping stopping, Run present, Turn turn) {
        present.goOnLeaving(turn);
        if (!present.isGone()) {
            return stopping;
        }
        present.close(turn);
        return stopping.gone();
    }

    /// SIGKILL for everything, whatever is under way.
    public void killNow(Turn turn) {
        if (!isDown() && run.isPresent()) {
            if (stage instanceof Stage.Up) {
                present().beginLeaving(turn);
            }
            present().killNow(KillReason.STOPPED, turn);
            stage = new Stage.Stopping();
            askSync(turn);
        }
    }

    // ---- events ----

    /// @return false when nobody waits for this report
    public boolean happened(Event.Report report, Turn turn) {
        boolean known = run.isPresent() && run.get().happened(report, turn);
        if (known) {
            askSync(turn);
        }
        return known;
    }

    public void drainFinished(int cut, Turn turn) {
        if (stage instanceof Stage.Draining draining) {
            turn.out().tell(new Happening.Drained(id, cut));
            stage = draining.finished(turn.now());
            askSync(turn);
        }
    }

    /// @return whether the replica may have moved by it
    public boolean attemptFinished(Event.AttemptFinished event, Turn turn) {
        return run.isPresent() && note(run.get().attemptFinished(event, turn), turn);
    }

    /// A worker's time has come.
    ///
    /// @return whether the replica may have moved by it
    public boolean wake(WorkerId worker, Turn turn) {
        boolean deleting = stage instanceof Stage.Draining || stage instanceof Stage.Stopping;
        return run.isPresent() && note(run.get().wake(worker, deleting, turn), turn);
    }

    private boolean note(Change change, Turn turn) {
        if (change.asksSync()) {
            askSync(turn);
        }
        return change.moved();
    }

    // ---- what operators do to probes ----

    /// @return false when there is no such worker
    public boolean pause(WorkerId worker, boolean on) {
        return run.isPresent() && run.get().pause(worker, on);
    }

    /// @return false when there is no such worker
    public boolean force(WorkerId worker, Forced forced, Turn turn) {
        Optional<Change> change = run.flatMap(present -> present.force(worker, forced, turn));
        change.ifPresent(forcing -> note(forcing, turn));
        return change.isPresent();
    }

    public void setProbe(Container changed, ProbeType type, Probe probe, Turn turn) {
        if (stage instanceof Stage.Up) {
            present().setProbe(changed, type, probe, turn);
        }
    }

    // ---- what it amounts to ----

    /// Tells the moves since last time.
    ///
    /// @return whether the replica moved
    public boolean tellMoves(Turn turn) {
        Standing standing = Standing.of(stage, run, quarantined);
        takesTraffic = standing.takesTraffic();
        List<ReplicaState> way = standing.wayFrom(told);
        for (ReplicaState next : way) {
            Optional<Incarnation> main = run.flatMap(Run::mainIncarnation);
            turn.out().tell(new Happening.Moved(id, main, told, next));
            told = next;
            since = turn.now();
        }
        return !way.isEmpty();
    }

    public ReplicaView view() {
        List<ContainerView> containers = run.map(Run::views).orElse(List.of());
        Optional<ContainerView> main =
                containers.stream().filter(it -> it.kind() == Kind.MAIN).findFirst();
        List<ContainerView> lasting =
                containers.stream().filter(it -> it.kind() != Kind.INIT).toList();
        return new ReplicaView(
                id,
                told,
                since,
                phase(),
                run.map(Run::createdAt).orElse(since),
                main.map(ContainerView::restarts).orElse(0),
                !lasting.isEmpty() && lasting.stream().allMatch(ContainerView::started),
                !lasting.isEmpty() && lasting.stream().allMatch(ContainerView::ready),
                takesTraffic,
                quarantined,
                main.map(ContainerView::backOffUntil).orElse(OptionalLong.empty()),
                main.flatMap(ContainerView::exit),
                stage instanceof Stage.Pending pending ? pending.unmet() : List.of(),
                containers);
    }
}
