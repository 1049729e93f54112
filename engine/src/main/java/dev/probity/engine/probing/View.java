package dev.probity.engine.probing;

import dev.probity.engine.Incarnation;

/// What a worker sees of its container when it wakes: the kubelet's status cache.
public sealed interface View {

    /// There is no status of the replica, or none of the container, or it never had an incarnation.
    record Absent() implements View {}

    /// The replica will not run again.
    record Over() implements View {}

    /// @param condition of the incarnation
    /// @param relaunched whether a terminated container may be launched again
    /// @param started the published flag
    /// @param deleting whether the replica is being taken away
    /// @param secondsUp whole seconds since the start, which is cut to the second itself (R13)
    record Present(
            Incarnation incarnation,
            Condition condition,
            boolean relaunched,
            boolean started,
            boolean deleting,
            long secondsUp)
            implements View {}

    enum Condition {
        RUNNING,
        WAITING,
        TERMINATED
    }
}
