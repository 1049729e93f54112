package dev.probity.engine.probing;

import dev.probity.engine.Effect;
import dev.probity.engine.Event.AttemptFinished;
import dev.probity.engine.Happening;
import dev.probity.engine.Happening.Cause;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.Snapshot.ForcedView;
import dev.probity.engine.Snapshot.LastAttempt;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.engine.Verdict;
import dev.probity.engine.WorkerId;
import dev.probity.engine.turn.Agenda;
import dev.probity.engine.turn.Agenda.Alarm;
import dev.probity.engine.turn.Outbox;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.util.Optional;
import java.util.OptionalLong;

/// One probe of one container of one replica: wakes, looks, asks, counts and believes.
///
/// It lives as long as the replica's run, over all incarnations (R1). Methods that may change what
/// is believed tell whether they did: that is the update that a kubelet's worker sends (R19).
public final class Worker {

    private final WorkerId id;
    private final long rank;
    private final Alarm<WorkerId> alarm;
    private Probe probe;
    private Belief belief;
    private Loop loop;
    private Life life;
    private boolean paused;
    private Optional<Forced> forced;
    private Optional<LastAttempt> last;

    public enum Life {
        LOOPING,
        /// Told to stop while an attempt was in flight, whose outcome is still counted (R2).
        LEAVING,
        ENDED
    }

    /// All that a worker is.
    public record Image(
            WorkerId id,
            long rank,
            Probe probe,
            Belief belief,
            Loop loop,
            Life life,
            boolean paused,
            Optional<Forced> forced,
            Optional<LastAttempt> last) {}

    public Worker(Image image) {
        id = image.id();
        rank = image.rank();
        alarm = new Alarm<>(id, rank);
        probe = image.probe();
        belief = image.belief();
        loop = image.loop();
        life = image.life();
        paused = image.paused();
        forced = image.forced();
        last = image.last();
    }

    /// @param rank who goes first among those that are due at the same time
    /// @param first when it wakes first; the grid of its ticks begins there
    public static Worker starting(WorkerId id, long rank, Probe probe, long first) {
        return new Worker(
                new Image(
                        id,
                        rank,
                        probe,
                        Belief.NONE,
                        Loop.starting(first, probe.period().toNanos()),
                        Life.LOOPING,
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    public Image image() {
        return new Image(id, rank, probe, belief, loop, life, paused, forced, last);
    }

    public WorkerId id() {
        return id;
    }

    public boolean hasEnded() {
        return life == Life.ENDED;
    }

    /// Sets its alarm to when it wants to be woken.
    public void arrange(Agenda<WorkerId> agenda) {
        agenda.arrange(alarm, due());
    }

    /// When it wants to be woken, or {@link Agenda#NEVER}.
    public long due() {
        if (life == Life.ENDED) {
            return Agenda.NEVER;
        }
        long due = loop.due();
        return forced.isPresent() ? Math.min(forced.get().until(), due) : due;
    }

    /// What is to be acted on for this incarnation; empty when nothing is believed of it yet.
    public Optional<Verdict> verdict(Incarnation incarnation) {
        return belief.isAbout(incarnation) ? verdict(belief, forced) : Optional.empty();
    }

    private static Optional<Verdict> verdict(Belief belief, Optional<Forced> forced) {
        return belief.verdict().map(believed -> forced.map(Forced::verdict).orElse(believed));
    }

    /// Its time has come.
    public boolean wake(long now, View view, Outbox out) {
        boolean changed = forced.isPresent() && forced.get().until() <= now && release(out);
        if (life != Life.LOOPING || loop.due() > now) {
            return changed;
        }
        Cause cause = loop.cause();
        loop = loop.woken(now);
        return switch (view) {
            case View.Absent _ -> changed; // C1, C3
            case View.Over _ -> leave(out) || changed; // C2
            case View.Present present -> look(present, cause, out) || changed;
        };
    }

    /// One tick of the kubelet's worker; the order of the checks is part of the rules (R6).
    private boolean look(View.Present seen, Cause cause, Outbox out) {
        boolean changed = false;
        if (!belief.isAbout(seen.incarnation())) { // C4
            changed = believe(belief.about(seen.incarnation(), id.type()), out);
        }
        if (belief.onHold()) { // C5
            return changed;
        }
        if (seen.condition() != View.Condition.RUNNING) { // C6
            changed |= believe(belief.uncounted(Verdict.FAILING), out);
            boolean forGood = seen.condition() == View.Condition.TERMINATED && !seen.relaunched();
            return forGood ? leave(out) || changed : changed;
        }
        if (seen.deleting() && id.type() != ProbeType.READINESS) { // C7
            changed |= believe(belief.uncounted(Verdict.PASSING), out);
            return leave(out) || changed;
        }
        boolean waits = seen.secondsUp() < probe.initialDelay().toSeconds(); // C8
        boolean isItsPhase = seen.started() != (id.type() == ProbeType.STARTUP); // C9
        if (!waits && isItsPhase && !paused) {
            ask(seen.incarnation(), cause, out); // C10
        }
        return changed;
    }

    private void ask(Incarnation incarnation, Cause cause, Outbox out) {
        long number = out.number();
        loop = loop.asking(new Loop.InFlight(number, cause));
        out.add(new Effect.MakeAttempt(number, id, incarnation, probe));
    }

    /// An attempt ended; a late answer of one that is not waited for changes nothing.
    public boolean finished(long now, AttemptFinished answer, Outbox out) {
        if (loop.inFlight().isEmpty() || loop.inFlight().get().number() != answer.attempt()) {
            return false;
        }
        Cause cause = loop.inFlight().get().cause();
        loop = loop.answered();
        last = Optional.of(new LastAttempt(now, cause, answer.outcome(), answer.took()));
        Belief next = counted(answer.outcome());
        tell(answer, cause, next, out);
        boolean changed = believe(next, out);
        return life == Life.LEAVING ? leave(out) || changed : changed;
    }

    private Belief counted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _, Outcome.Warning _ -> belief.after(true, id.type(), probe);
            case Outcome.Failure _, Outcome.Unknown _ -> belief.after(false, id.type(), probe);
            // The asking itself broke: no evidence either way (R17).
            case Outcome.Inconclusive _ -> belief;
        };
    }

    private void tell(AttemptFinished answer, Cause cause, Belief next, Outbox out) {
        Incarnation about = belief.incarnation().orElseThrow();
        out.tell(
                new Happening.Attempted(
                        id,
                        about,
                        cause,
                        answer.outcome(),
                        answer.tries(),
                        answer.took(),
                        next.streak().length()));
        ProbeEvents.of(id, answer.outcome()).ifPresent(out::tell);
    }

    /// The status was generated and the container is not ready: look again soon (R22).
    public void trigger(long now) {
        loop = loop.triggered(now);
    }

    /// Ends as soon as no attempt is in flight.
    public void stop(Outbox out) {
        if (life == Life.LOOPING && loop.inFlight().isPresent()) {
            life = Life.LEAVING;
        } else {
            leave(out);
        }
    }

    /// Ends now; an attempt in flight is not waited for.
    public void drop(Outbox out) {
        cancelAttempt(out);
        leave(out);
    }

    /// What was believed is dropped silently (R2, R19), so this never counts as a change.
    private boolean leave(Outbox out) {
        if (life != Life.ENDED) {
            life = Life.ENDED;
            believe(belief.forgotten(), out);
        }
        return false;
    }

    public void pause(boolean on) {
        paused = on;
    }

    public boolean force(Forced pretence, Outbox out) {
        return change(belief, Optional.of(pretence), out);
    }

    /// The believed verdict counts again.
    public boolean release(Outbox out) {
        return change(belief, Optional.empty(), out);
    }

    /// Asks differently from now on. What is believed stays until outcomes say otherwise.
    public void replaceProbe(long now, Probe other, Outbox out) {
        cancelAttempt(out);
        probe = other;
        loop = loop.restarted(now, other.period().toNanos());
    }

    private void cancelAttempt(Outbox out) {
        loop.inFlight().ifPresent(flight -> out.add(new Effect.CancelAttempt(flight.number())));
        loop = loop.answered();
    }

    private boolean believe(Belief next, Outbox out) {
        return change(next, forced, out);
    }

    private boolean change(Belief next, Optional<Forced> pretence, Outbox out) {
        Optional<Incarnation> before = belief.incarnation();
        boolean same = before.equals(next.incarnation());
        if (same && next.verdict().equals(belief.verdict()) && pretence.equals(forced)) {
            belief = next; // one more of the same, as nearly all attempts are
            return false;
        }
        Optional<Verdict> old = verdict(belief, forced);
        Optional<Verdict> from = same ? old : Optional.empty();
        Optional<Verdict> to = verdict(next, pretence);
        belief = next;
        forced = pretence;
        if (!same) {
            before.ifPresent(gone -> tellVerdict(gone, old, Optional.empty(), out));
        }
        next.incarnation().ifPresent(about -> tellVerdict(about, from, to, out));
        return to.isPresent() && !to.equals(from);
    }

    private void tellVerdict(
            Incarnation about, Optional<Verdict> from, Optional<Verdict> to, Outbox out) {
        if (!from.equals(to)) {
            out.tell(new Happening.VerdictChanged(id, about, from, to));
        }
    }

    public WorkerView view() {
        Streak streak = belief.streak();
        long due = loop.due();
        return new WorkerView(
                id,
                probe,
                verdict(belief, forced),
                streak.success(),
                streak.length(),
                streak.success() ? probe.successThreshold() : probe.failureThreshold(),
                belief.onHold(),
                paused,
                forced.map(pretence -> new ForcedView(pretence.verdict(), pretence.until())),
                last,
                loop.inFlight().isPresent(),
                due == Agenda.NEVER || hasEnded() ? OptionalLong.empty() : OptionalLong.of(due));
    }
}
