package dev.probity.engine.life;

import dev.probity.engine.Event.AttemptFinished;
import dev.probity.engine.Outcome;
import dev.probity.engine.Verdict;
import dev.probity.engine.probing.Forced;
import dev.probity.engine.probing.View;
import dev.probity.engine.probing.Worker;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.ProbeType;

import java.util.List;
import java.util.Optional;

/// What is believed of one container and published of it: its workers' verdicts, and its flags.
///
/// Methods about a verdict tell whether it asks for a sync (R20).
public final class Health {

    private Flags flags;
    private boolean provenAlive;
    private final Workers workers;

    /// All that there is.
    ///
    /// @param provenAlive whether liveness has succeeded for the present incarnation
    public record Image(Flags flags, boolean provenAlive, List<Worker.Image> workers) {

        static final Image FRESH = new Image(Flags.NONE, false, List.of());

        public Image {
            workers = List.copyOf(workers);
        }
    }

    Health(Image image) {
        flags = image.flags();
        provenAlive = image.provenAlive();
        workers = new Workers(image.workers());
    }

    Image image() {
        return new Image(flags, provenAlive, workers.images());
    }

    Flags flags() {
        return flags;
    }

    boolean isProvenAlive() {
        return provenAlive;
    }

    Workers workers() {
        return workers;
    }

    /// Another incarnation runs.
    void renew() {
        provenAlive = false;
    }

    /// The flags are computed anew, and readiness is asked to look again while it is not ready.
    void generate(ContainerState state, Turn turn) {
        Flags.Probed readiness = probed(ProbeType.READINESS, state);
        flags = Flags.of(state.hasProcess(), probed(ProbeType.STARTUP, state), readiness);
        if (flags.triggers(readiness)) {
            workers.trigger(turn);
        }
    }

    void generateInit(ContainerState state) {
        Flags.Probed startup = probed(ProbeType.STARTUP, state);
        flags = Flags.ofInit(state.hasProcess(), state.isCompleted(), startup);
    }

    private Flags.Probed probed(ProbeType type, ContainerState state) {
        return new Flags.Probed(workers.has(type), verdict(type, state));
    }

    Optional<Verdict> verdict(ProbeType type, ContainerState state) {
        return state.incarnation().flatMap(present -> workers.verdict(type, present));
    }

    boolean wake(ProbeType type, View view, ContainerState state, Turn turn) {
        return workers.wake(type, view, turn) && update(type, state);
    }

    boolean attemptFinished(AttemptFinished answer, ContainerState state, Turn turn) {
        ProbeType type = answer.worker().type();
        boolean changed = workers.finished(answer, turn);
        if (type == ProbeType.LIVENESS && verdict(type, state).isPresent()) {
            provenAlive |= proves(answer.outcome());
        }
        return changed && update(type, state);
    }

    private static boolean proves(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _, Outcome.Warning _ -> true;
            case Outcome.Failure _, Outcome.Unknown _, Outcome.Inconclusive _ -> false;
        };
    }

    boolean force(ProbeType type, Forced forced, ContainerState state, Turn turn) {
        return workers.force(type, forced, turn) && update(type, state);
    }

    /// Readiness and startup write their flag at once, so that it is seen even while the replica is
    /// busy; of liveness only a failure matters.
    private boolean update(ProbeType type, ContainerState state) {
        Optional<Verdict> verdict = verdict(type, state);
        boolean passing = state.hasProcess() && verdict.equals(Optional.of(Verdict.PASSING));
        switch (type) {
            case STARTUP -> flags = flags.withStarted(passing);
            case READINESS -> flags = flags.withReady(passing);
            case LIVENESS -> {}
        }
        return type != ProbeType.LIVENESS || verdict.equals(Optional.of(Verdict.FAILING));
    }
}
