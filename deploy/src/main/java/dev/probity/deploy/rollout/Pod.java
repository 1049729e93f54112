package dev.probity.deploy.rollout;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One Pod, read from its status. The youngest come first.
record Pod(JsonNode json) implements Comparable<Pod> {
    /// What the kubelet will not try again, or not with another end.
    private static final Set<String> HOPELESS =
            Set.of("InvalidImageName", "ErrImageNeverPull", "ImageInspectError");

    /// What the kubelet tries again and again, and what seldom mends itself: a registry that is
    /// away for a moment, a Secret that somebody makes later.
    private static final Set<String> STUCK =
            Set.of(
                    "ErrImagePull",
                    "ImagePullBackOff",
                    "CreateContainerConfigError",
                    "CreateContainerError",
                    "RunContainerError");

    private static final String RESTART_LOOP = "CrashLoopBackOff";

    /// So many a program may need until what it depends on is there; by then 70 seconds of back-off
    /// are over.
    private static final int RESTARTS_BORNE = 4;

    /// Which version of its workload a Pod is of, in the controllers' own labels.
    private static final List<String> VERSION =
            List.of("pod-template-hash", "controller-revision-hash");

    /// Waiting that says nothing.
    private static final Set<String> USUAL = Set.of("ContainerCreating", "PodInitializing", "");

    String name() {
        return json.path("metadata").path("name").asText();
    }

    boolean isReady() {
        return condition("Ready").map(found -> isTrue(found)).orElse(false);
    }

    boolean isLeaving() {
        return json.path("metadata").has("deletionTimestamp");
    }

    String phase() {
        return json.path("status").path("phase").asText();
    }

    int restarts() {
        int restarts = 0;
        for (JsonNode container : containers()) {
            restarts += container.path("restartCount").asInt();
        }
        return restarts;
    }

    /// Init containers, then the others.
    List<JsonNode> containers() {
        List<JsonNode> all = new ArrayList<>();
        json.path("status").path("initContainerStatuses").forEach(all::add);
        json.path("status").path("containerStatuses").forEach(all::add);
        return all;
    }

    Optional<String> hopeless() {
        return waiting().filter(found -> HOPELESS.contains(reasonOf(found))).map(Pod::words);
    }

    /// Whether it is held up by something that seldom mends itself.
    boolean isStuck() {
        return containers().stream()
                .anyMatch(container -> {
                    String reason = reasonOf(container.path("state").path("waiting"));
                    boolean loops =
                            reason.equals(RESTART_LOOP)
                                    && container.path("restartCount").asInt() >= RESTARTS_BORNE;
                    return loops || STUCK.contains(reason);
                });
    }

    /// Empty where the controller does not say.
    String version() {
        JsonNode labels = json.path("metadata").path("labels");
        return VERSION.stream()
                .map(key -> labels.path(key).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// Why it is not ready.
    Optional<String> reason(Happenings happenings) {
        Optional<String> probe = happenings.lastProbe(name());
        Optional<String> ended = lastEnd();
        return waiting()
                .filter(found -> !USUAL.contains(reasonOf(found)))
                .map(found -> joined(words(found), ended, probe))
                .or(this::unscheduled)
                .or(() -> probe)
                .or(() -> ended)
                .or(() -> happenings.lastWarning(name()));
    }

    private static String joined(String first, Optional<String> ended, Optional<String> probe) {
        StringBuilder text = new StringBuilder(first);
        ended.ifPresent(end -> text.append("; ").append(end));
        probe.ifPresent(said -> text.append("; ").append(said));
        return text.toString();
    }

    Optional<JsonNode> waiting() {
        return containers().stream()
                .map(container -> container.path("state").path("waiting"))
                .filter(found -> !found.isMissingNode())
                .findFirst();
    }

    private Optional<String> unscheduled() {
        return condition("PodScheduled")
                .filter(found -> !isTrue(found))
                .map(found -> found.path("message").asText());
    }

    /// How a container ended last, when it did not end well.
    private Optional<String> lastEnd() {
        return containers().stream()
                .map(Pod::end)
                .filter(end -> end.path("exitCode").asInt() != 0)
                .map(end -> {
                    String reason = reasonOf(end);
                    String code = "it exited with " + end.path("exitCode").asInt();
                    return reason.isEmpty() || reason.equals("Error")
                            ? code
                            : code + " (" + reason + ")";
                })
                .findFirst();
    }

    private static JsonNode end(JsonNode container) {
        JsonNode now = container.path("state").path("terminated");
        return now.isMissingNode() ? container.path("lastState").path("terminated") : now;
    }

    private static String words(JsonNode waiting) {
        String message = waiting.path("message").asText("").strip();
        return message.isEmpty() ? reasonOf(waiting) : reasonOf(waiting) + ": " + message;
    }

    static String reasonOf(JsonNode state) {
        return state.path("reason").asText("");
    }

    Optional<JsonNode> condition(String type) {
        for (JsonNode condition : json.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    private static boolean isTrue(JsonNode condition) {
        return condition.path("status").asText().equals("True");
    }

    private String created() {
        return json.path("metadata").path("creationTimestamp").asText();
    }

    @Override
    public int compareTo(Pod other) {
        return other.created().compareTo(created());
    }
}
