package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.engine.Snapshot.ContainerView;
import dev.probity.engine.Snapshot.ReplicaView;
import dev.probity.engine.Snapshot.WorkerView;
import dev.probity.simulator.explain.ProbeTimes;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.Optional;

/// How long a replica may still take to start: amber turns red when it is spent.
///
/// @param probe that gives up at its end
/// @param total at most, over all phases of the probe
record Budget(ProbeType probe, Duration spent, Duration total) {

    /// While a startup, or without one a first readiness, is awaited.
    ///
    /// @param now of the engine
    static Optional<Budget> of(ReplicaView replica, long now) {
        Optional<ContainerView> main = replica.main();
        if (main.isEmpty() || main.get().startedAt().isEmpty()) {
            return Optional.empty();
        }
        Duration spent = Duration.ofNanos(now - main.get().startedAt().getAsLong());
        Optional<WorkerView> startup = worker(main.get(), ProbeType.STARTUP);
        Optional<WorkerView> awaited =
                startup.isPresent()
                        ? startup.filter(_ -> !main.get().started())
                        : worker(main.get(), ProbeType.READINESS)
                                .filter(worker -> worker.verdict().isEmpty());
        return awaited.map(worker ->
                new Budget(
                        worker.id().type(),
                        spent,
                        new ProbeTimes(worker.probe()).untilGivenUp().most()));
    }

    private static Optional<WorkerView> worker(ContainerView container, ProbeType type) {
        return container.workers().stream()
                .filter(worker -> worker.id().type() == type)
                .findFirst();
    }

    void write(ObjectNode json) {
        Duration left = total.minus(spent);
        json.put("probe", Words.of(probe))
                .put("spentSeconds", HappeningJson.seconds(spent))
                .put("leftSeconds", Math.max(0, HappeningJson.seconds(left)))
                .put("totalSeconds", HappeningJson.seconds(total));
    }
}
