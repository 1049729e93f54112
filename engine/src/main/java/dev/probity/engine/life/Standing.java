package dev.probity.engine.life;

import dev.probity.engine.ReplicaState;
import dev.probity.engine.life.ContainerState.BackingOff;
import dev.probity.engine.life.ContainerState.Ending;
import dev.probity.spec.ProbeType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a replica stands, in the words that users read: the seeds' names laid over the kubelet's
/// flags.
///
/// @param healthy started, and no liveness probe or its first success of this incarnation seen
/// @param takesTraffic the one formula of the rotation
record Standing(ReplicaState state, boolean healthy, boolean takesTraffic) {

    static Standing of(Stage stage, Optional<Run> run, boolean quarantined) {
        return switch (stage) {
            case Stage.Pending _ -> without(ReplicaState.PENDING);
            case Stage.Draining _ -> without(ReplicaState.DRAINING);
            case Stage.Stopping _ -> without(ReplicaState.STOPPING);
            case Stage.Down _ -> without(ReplicaState.STOPPED);
            case Stage.Up _ -> up(run.orElseThrow(), quarantined);
        };
    }

    private static Standing without(ReplicaState state) {
        return new Standing(state, false, false);
    }

    private static Standing up(Run run, boolean quarantined) {
        return switch (run.phase()) {
            case SUCCEEDED -> without(ReplicaState.STOPPED);
            case FAILED -> without(ReplicaState.FAILED);
            case PENDING, RUNNING -> running(run, quarantined);
        };
    }

    private static Standing running(Run run, boolean quarantined) {
        if (run.containers().stream().anyMatch(container -> container.state() instanceof Ending)) {
            return without(ReplicaState.STOPPING);
        }
        if (run.containers().stream()
                .anyMatch(container -> container.state() instanceof BackingOff)) {
            return without(ReplicaState.BACKING_OFF);
        }
        boolean started =
                run.lasting()
                        .allMatch(container ->
                                container.isRunning() && container.health().flags().started());
        if (!started) {
            return without(ReplicaState.STARTING);
        }
        boolean healthy =
                run.lasting()
                        .allMatch(container ->
                                container.health().isProvenAlive()
                                        || container.probe(ProbeType.LIVENESS).isEmpty());
        boolean ready = run.lasting().allMatch(container -> container.health().flags().ready());
        boolean gate = healthy || !run.definition().healthyBeforeReady();
        boolean takesTraffic = ready && gate && !quarantined;
        ReplicaState state =
                takesTraffic
                        ? ReplicaState.READY
                        : healthy ? ReplicaState.HEALTHY : ReplicaState.STARTED;
        return new Standing(state, healthy, takesTraffic);
    }

    /// The states to tell on the way here: whoever climbs takes every step that is true.
    List<ReplicaState> wayFrom(ReplicaState before) {
        List<ReplicaState> way = new ArrayList<>();
        for (ReplicaState step :
                List.of(ReplicaState.STARTING, ReplicaState.STARTED, ReplicaState.HEALTHY)) {
            boolean climbed = rung(before) < rung(step) && rung(step) < rung(state);
            if (climbed && (step != ReplicaState.HEALTHY || healthy)) {
                way.add(step);
            }
        }
        if (before != state) {
            way.add(state);
        }
        return way;
    }

    /// Where a state is on the ladder from nothing to Ready.
    private static int rung(ReplicaState state) {
        return switch (state) {
            case STARTING -> 1;
            case STARTED -> 2;
            case HEALTHY -> 3;
            case READY -> 4;
            case PENDING, DRAINING, STOPPING, STOPPED, BACKING_OFF, FAILED -> 0;
        };
    }
}
