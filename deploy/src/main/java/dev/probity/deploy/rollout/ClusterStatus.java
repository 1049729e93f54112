package dev.probity.deploy.rollout;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.manifest.Publication;
import dev.probity.engine.ReplicaState;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The replicas of an application in a cluster.
public final class ClusterStatus {
    private ClusterStatus() {}

    /// A replica in a cluster, in the words of those on this machine.
    ///
    /// @param id name of its Pod
    /// @param since when it got there, as far as the cluster says
    /// @param inRotation whether it takes traffic
    /// @param probes what keeps it from being ready, in its probes' own words; empty when nothing
    public record Replica(
            String service,
            String id,
            ReplicaState state,
            Optional<Instant> since,
            boolean inRotation,
            int restarts,
            String probes,
            String address) {}

    /// By service and name.
    public static List<Replica> of(Cluster cluster, String application) throws ClusterProblem {
        Happenings happenings = Happenings.of(cluster.list(ObjectKind.EVENT, Map.of()));
        List<Replica> replicas = new ArrayList<>();
        for (JsonNode json :
                cluster.list(ObjectKind.POD, Map.of(Publication.PART_OF, application))) {
            replicas.add(replica(new Pod(json), happenings));
        }
        replicas.sort(Comparator.comparing(Replica::service).thenComparing(Replica::id));
        return replicas;
    }

    private static Replica replica(Pod pod, Happenings happenings) {
        JsonNode metadata = pod.json().path("metadata");
        ReplicaState state = state(pod);
        String trouble = state == ReplicaState.READY ? "" : pod.reason(happenings).orElse("");
        return new Replica(
                metadata.path("labels").path(Publication.NAME).asText(),
                pod.name(),
                state,
                since(pod),
                pod.isReady() && !pod.isLeaving(),
                pod.restarts(),
                trouble,
                pod.json().path("status").path("podIP").asText(""));
    }

    /// The cluster does not tell whether a liveness probe has passed yet; a program that is started
    /// and not killed is taken for healthy.
    static ReplicaState state(Pod pod) {
        if (pod.isLeaving()) {
            return ReplicaState.STOPPING;
        }
        return switch (pod.phase()) {
            case "Succeeded" -> ReplicaState.STOPPED;
            case "Failed" -> ReplicaState.FAILED;
            case "Running", "Pending" -> living(pod);
            default -> ReplicaState.PENDING;
        };
    }

    private static ReplicaState living(Pod pod) {
        Optional<String> waiting = pod.waiting().map(Pod::reasonOf);
        if (waiting.filter(reason -> reason.endsWith("BackOff")).isPresent()) {
            return ReplicaState.BACKING_OFF;
        }
        if (pod.isReady()) {
            return ReplicaState.READY;
        }
        List<JsonNode> containers = pod.containers();
        if (containers.isEmpty()) {
            return ReplicaState.PENDING;
        }
        boolean started =
                containers.stream()
                        .filter(container -> !container.path("state").has("terminated"))
                        .allMatch(container -> container.path("started").asBoolean());
        return started ? ReplicaState.HEALTHY : ReplicaState.STARTING;
    }

    private static Optional<Instant> since(Pod pod) {
        return pod.condition("Ready")
                .map(found -> found.path("lastTransitionTime").asText(""))
                .filter(text -> !text.isEmpty())
                .or(() ->
                        Optional.of(
                                pod.json().path("metadata").path("creationTimestamp").asText("")))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse);
    }
}
