package dev.probity.simulator.tune;

import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaState;
import dev.probity.simulator.Observer;
import dev.probity.spec.ProbeType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Hears runs and keeps how long starts and answers took.
public final class Measurements implements Observer {
    private final Map<Incarnation, Long> starting = new HashMap<>();
    private final Map<String, List<Double>> starts = new TreeMap<>();
    private final Map<String, Map<ProbeType, List<Double>>> answers = new TreeMap<>();
    private final Map<String, Map<String, Integer>> abandoned = new TreeMap<>();

    /// The main container of each service: it is the one that a move tells of.
    private final Map<String, String> mains = new HashMap<>();

    @Override
    public void happened(long at, Happening happening) {
        switch (happening) {
            case Happening.Running(Incarnation incarnation) -> starting.put(incarnation, at);
            case Happening.Attempted attempted -> heard(attempted);
            case Happening.Moved moved -> moved(at, moved);
            case Happening.Exited exited -> over(exited.incarnation());
            case Happening.Launching _,
                    Happening.LaunchFailed _,
                    Happening.VerdictChanged _,
                    Happening.KubernetesEvent _,
                    Happening.Killing _,
                    Happening.Signalled _,
                    Happening.BackingOff _,
                    Happening.RotationChanged _,
                    Happening.Waiting _,
                    Happening.Drained _,
                    Happening.RollingOut _,
                    Happening.RollOutWaits _,
                    Happening.Oddity _ -> {}
        }
    }

    /// A start is over when the replica is started: its startup probe has passed, or it has none.
    /// Without one, Ready is the first sign of it.
    private void moved(long at, Happening.Moved moved) {
        moved.incarnation()
                .ifPresent(main -> mains.put(moved.replica().service(), main.container()));
        boolean up = moved.to() == ReplicaState.STARTED || moved.to() == ReplicaState.READY;
        Optional<Long> since = moved.incarnation().map(starting::get);
        if (!up || since.isEmpty()) {
            return;
        }
        if (moved.to() == ReplicaState.READY || at > since.get()) {
            starting.remove(moved.incarnation().get());
            starts.computeIfAbsent(moved.replica().service(), _ -> new ArrayList<>())
                    .add((at - since.get()) / 1e9);
        }
    }

    private void heard(Happening.Attempted attempted) {
        boolean answered =
                attempted.outcome() instanceof Outcome.Success
                        || attempted.outcome() instanceof Outcome.Warning;
        if (answered) {
            answers.computeIfAbsent(attempted.worker().replica().service(), _ -> new HashMap<>())
                    .computeIfAbsent(attempted.worker().type(), _ -> new ArrayList<>())
                    .add(attempted.took().toNanos() / 1e9);
        }
    }

    private void over(Incarnation incarnation) {
        if (starting.remove(incarnation) != null) {
            abandoned
                    .computeIfAbsent(incarnation.replica().service(), _ -> new HashMap<>())
                    .merge(incarnation.container(), 1, Integer::sum);
        }
    }

    /// From the start of a process to its being up.
    public Optional<Sample> starts(String service) {
        return sample(starts.get(service));
    }

    /// Starts that ended before they were over: they are longer than what was seen.
    public int abandoned(String service) {
        return abandoned
                .getOrDefault(service, Map.of())
                .getOrDefault(mains.getOrDefault(service, service), 0);
    }

    /// Of answers that came in time and said yes.
    public Optional<Sample> answers(String service, ProbeType type) {
        Map<ProbeType, List<Double>> byType = answers.get(service);
        return byType == null ? Optional.empty() : sample(byType.get(type));
    }

    private static Optional<Sample> sample(@Nullable List<Double> values) {
        return values == null
                ? Optional.empty()
                : Optional.of(
                        new Sample(values.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}
