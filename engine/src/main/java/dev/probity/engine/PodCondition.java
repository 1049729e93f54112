package dev.probity.engine;

import dev.probity.spec.Container.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A condition of a pod, in the kubelet's words: whether it holds, and why it does not (R50).
///
/// @param reason one word; empty when it holds
/// @param message for people; may be empty
public record PodCondition(boolean holds, String reason, String message) {

    private static final PodCondition HOLDS = new PodCondition(true, "", "");

    /// What counts of one container.
    ///
    /// @param known whether there is a status of it
    public record Member(String name, Kind kind, boolean known, boolean ready) {}

    /// ContainersReady: every sidecar and every main container is ready.
    public static PodCondition containersReady(Phase phase, List<Member> members) {
        List<Member> counted =
                Stream.of(Kind.SIDECAR, Kind.MAIN)
                        .flatMap(kind -> members.stream().filter(it -> it.kind() == kind))
                        .toList();
        List<String> unknown =
                counted.stream().filter(it -> !it.known()).map(Member::name).toList();
        List<String> unready =
                counted.stream().filter(it -> it.known() && !it.ready()).map(Member::name).toList();
        if (phase.isOver() && unknown.isEmpty()) {
            String reason = phase == Phase.SUCCEEDED ? "PodCompleted" : "PodFailed";
            return new PodCondition(false, reason, "");
        }
        if (unknown.isEmpty() && unready.isEmpty()) {
            return HOLDS;
        }
        List<String> parts = new ArrayList<>();
        if (!unknown.isEmpty()) {
            parts.add("containers with unknown status: [" + String.join(" ", unknown) + "]");
        }
        if (!unready.isEmpty()) {
            parts.add("containers with unready status: [" + String.join(" ", unready) + "]");
        }
        return new PodCondition(false, "ContainersNotReady", String.join(", ", parts));
    }

    /// Ready: this, and every readiness gate is True.
    ///
    /// @param conditions the status of the conditions that others maintain, by type
    public PodCondition andGates(List<String> gates, Map<String, String> conditions) {
        if (!holds) {
            return this;
        }
        List<String> problems = new ArrayList<>();
        for (String gate : gates) {
            String status = conditions.get(gate);
            if (status == null) {
                problems.add(
                        "corresponding condition of pod readiness gate \""
                                + gate
                                + "\" does not exist.");
            } else if (!status.equals("True")) {
                problems.add(
                        "the status of pod readiness gate \""
                                + gate
                                + "\" is not \"True\", but "
                                + status);
            }
        }
        return problems.isEmpty()
                ? HOLDS
                : new PodCondition(false, "ReadinessGatesNotReady", String.join(", ", problems));
    }
}
