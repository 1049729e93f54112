package dev.probity.deploy.rollout;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.rollout.Progress.State;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// From what the cluster says of a workload and its Pods to how far its roll-out has come.
final class Judgement {
    private final String service;
    private final JsonNode spec;
    private final JsonNode status;
    private final List<Pod> pods;
    private final Happenings happenings;
    private final JsonNode workload;

    private Judgement(JsonNode workload, List<Pod> pods, Happenings happenings) {
        this.workload = workload;
        this.service = workload.path("metadata").path("name").asText();
        this.spec = workload.path("spec");
        this.status = workload.path("status");
        this.pods = pods;
        this.happenings = happenings;
    }

    /// @param workload as the server has it
    /// @param pods of the service, all versions
    static Progress of(ObjectKind kind, JsonNode workload, List<Pod> pods, Happenings happenings) {
        var judgement = new Judgement(workload, youngest(pods), happenings);
        return switch (kind) {
            case JOB -> judgement.job();
            case STATEFUL_SET -> judgement.replicas(judgement.isUpdatedSet());
            case DEPLOYMENT -> judgement.replicas(judgement.isUpdated());
            case CONFIG_MAP,
                    SECRET,
                    PERSISTENT_VOLUME_CLAIM,
                    SERVICE,
                    POD_DISRUPTION_BUDGET,
                    HORIZONTAL_POD_AUTOSCALER,
                    INGRESS,
                    POD,
                    EVENT ->
                    throw new IllegalArgumentException(kind + " runs no replicas");
        };
    }

    /// Whether a Pod is held up by something that seldom mends itself. Waiting is worth a while.
    static boolean isStuck(List<Pod> pods) {
        return youngest(pods).stream().anyMatch(Pod::isStuck);
    }

    /// Those of the newest version that are to stay. What is wrong with an older one does not
    /// matter any more.
    private static List<Pod> youngest(List<Pod> pods) {
        List<Pod> staying = pods.stream().filter(pod -> !pod.isLeaving()).sorted().toList();
        return staying.stream()
                .filter(pod -> pod.version().equals(staying.getFirst().version()))
                .toList();
    }

    private Progress replicas(boolean updated) {
        int wanted = spec.path("replicas").asInt(1);
        int ready = Math.min(wanted, status.path("readyReplicas").asInt());
        boolean seen =
                status.path("observedGeneration").asLong()
                        >= workload.path("metadata").path("generation").asLong();
        if (seen && updated && ready >= wanted) {
            return new Progress(service, State.DONE, ready, wanted, "");
        }
        // What the conditions say is of an older version until this one is seen.
        Optional<String> failure = seen ? failure() : Optional.empty();
        return new Progress(
                service,
                failure.isPresent() ? State.FAILED : State.UNDER_WAY,
                ready,
                wanted,
                failure.or(this::reason).orElse(""));
    }

    private boolean isUpdated() {
        int wanted = spec.path("replicas").asInt(1);
        return status.path("updatedReplicas").asInt() >= wanted
                && status.path("replicas").asInt() <= status.path("updatedReplicas").asInt();
    }

    private boolean isUpdatedSet() {
        return status.path("updatedReplicas").asInt() >= spec.path("replicas").asInt(1)
                && status.path("updateRevision").equals(status.path("currentRevision"));
    }

    private Progress job() {
        int wanted = spec.path("completions").asInt(1);
        int done = status.path("succeeded").asInt();
        Optional<String> failed =
                condition("Failed", "True")
                        .map(found -> withCause(found.path("message").asText()))
                        .or(this::hopeless);
        if (condition("Complete", "True").isPresent() || done >= wanted) {
            return new Progress(service, State.DONE, wanted, wanted, "");
        }
        return new Progress(
                service,
                failed.isPresent() ? State.FAILED : State.UNDER_WAY,
                done,
                wanted,
                failed.or(this::reason).orElse(""));
    }

    /// What no waiting mends.
    private Optional<String> failure() {
        Optional<String> overdue =
                condition("Progressing", "False").map(found -> found.path("message").asText());
        Optional<String> refused =
                condition("ReplicaFailure", "True").map(found -> found.path("message").asText());
        // Before the first Pod of this version is there, the youngest is of an older one.
        Optional<String> hopeless =
                status.path("updatedReplicas").asInt() > 0 ? hopeless() : Optional.empty();
        return refused.or(() -> hopeless).or(() -> overdue.map(this::withCause));
    }

    private Optional<String> hopeless() {
        return pods.stream().flatMap(pod -> pod.hopeless().stream()).findFirst();
    }

    private String withCause(String message) {
        return reason().map(cause -> message + ": " + cause).orElse(message);
    }

    /// The youngest Pod that is not ready tells it best; else what happened to the workload.
    private Optional<String> reason() {
        Stream<String> ofPods =
                pods.stream()
                        .filter(pod -> !pod.isReady())
                        .flatMap(pod -> pod.reason(happenings).stream());
        return ofPods.findFirst().or(() -> happenings.lastWarning(service));
    }

    private Optional<JsonNode> condition(String type, String value) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals(value)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }
}
