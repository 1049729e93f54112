package dev.probity.engine.life;

import dev.probity.engine.Event.AttemptFinished;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.engine.Verdict;
import dev.probity.engine.WorkerId;
import dev.probity.engine.probing.Forced;
import dev.probity.engine.probing.View;
import dev.probity.engine.probing.Worker;
import dev.probity.engine.turn.Turn;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The probe workers of one container, by the question they ask.
final class Workers {

    private final Map<ProbeType, Worker> byType = new EnumMap<>(ProbeType.class);

    Workers(List<Worker.Image> images) {
        images.forEach(image -> byType.put(image.id().type(), new Worker(image)));
    }

    List<Worker.Image> images() {
        return byType.values().stream().map(Worker::image).toList();
    }

    /// Puts those who want to be woken on the agenda of a restored engine.
    void arrangeAll(Turn turn) {
        byType.values().forEach(worker -> arrange(worker, turn));
    }

    /// @return whether what is believed changed
    boolean wake(ProbeType type, View view, Turn turn) {
        Worker worker = byType.get(type);
        if (worker == null) {
            return false;
        }
        boolean changed = worker.wake(turn.now(), view, turn.out());
        settle(worker, turn);
        return changed;
    }

    /// @return whether what is believed changed
    boolean finished(AttemptFinished answer, Turn turn) {
        Worker worker = byType.get(answer.worker().type());
        if (worker == null) {
            return false;
        }
        boolean changed = worker.finished(turn.now(), answer, turn.out());
        settle(worker, turn);
        return changed;
    }

    /// Readiness looks again at once, or when its attempt in flight is over (R22).
    void trigger(Turn turn) {
        Worker worker = byType.get(ProbeType.READINESS);
        if (worker != null) {
            worker.trigger(turn.now());
            arrange(worker, turn);
        }
    }

    void stop(ProbeType type, Turn turn) {
        Worker worker = byType.get(type);
        if (worker != null) {
            worker.stop(turn.out());
            settle(worker, turn);
        }
    }

    /// All end now, and no attempt in flight is waited for.
    void drop(Turn turn) {
        for (Worker worker : List.copyOf(byType.values())) {
            worker.drop(turn.out());
            settle(worker, turn);
        }
    }

    boolean pause(ProbeType type, boolean on) {
        Worker worker = byType.get(type);
        if (worker != null) {
            worker.pause(on);
        }
        return worker != null;
    }

    /// @return whether what is to be acted on changed
    boolean force(ProbeType type, Forced forced, Turn turn) {
        Worker worker = byType.get(type);
        if (worker == null) {
            return false;
        }
        boolean changed = worker.force(forced, turn.out());
        arrange(worker, turn);
        return changed;
    }

    /// A forced verdict that kills has done its work with the kill.
    void releaseKillers(Turn turn) {
        for (ProbeType type : List.of(ProbeType.STARTUP, ProbeType.LIVENESS)) {
            Worker worker = byType.get(type);
            if (worker != null) {
                worker.release(turn.out());
                arrange(worker, turn);
            }
        }
    }

    /// Asks differently from now on, or at all.
    void set(WorkerId id, Probe probe, View view, Turn turn) {
        Worker worker = byType.get(id.type());
        if (worker == null) {
            add(id, probe, view, turn);
        } else {
            worker.replaceProbe(turn.now(), probe, turn.out());
            arrange(worker, turn);
        }
    }

    /// A worker from now on; it looks once at once, unless phases are spread (R2, R3).
    private void add(WorkerId id, Probe probe, View view, Turn turn) {
        long period = probe.period().toNanos();
        long phase = turn.settings().spreadPhases() ? turn.dice().below(period) : 0;
        Worker worker = Worker.starting(id, turn.out().number(), probe, turn.now() + phase);
        byType.put(id.type(), worker);
        wake(id.type(), view, turn);
    }

    boolean has(ProbeType type) {
        return byType.containsKey(type);
    }

    Optional<Verdict> verdict(ProbeType type, Incarnation incarnation) {
        Worker worker = byType.get(type);
        return worker == null ? Optional.empty() : worker.verdict(incarnation);
    }

    List<WorkerView> views() {
        return byType.values().stream().map(Worker::view).toList();
    }

    private void settle(Worker worker, Turn turn) {
        arrange(worker, turn);
        if (worker.hasEnded()) {
            byType.remove(worker.id().type());
        }
    }

    private static void arrange(Worker worker, Turn turn) {
        worker.arrange(turn.workers());
    }
}
