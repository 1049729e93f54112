package dev.probity.spec.written;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

/// A probe with the numbers as they stand, right or wrong: Kubernetes' rules judge them when it is
/// resolved.
///
/// @param handlers one, if the file is right
public record WrittenProbe(
        Origin origin,
        List<Located<WrittenHandler>> handlers,
        Optional<Located<Integer>> initialDelaySeconds,
        Optional<Located<Integer>> timeoutSeconds,
        Optional<Located<Integer>> periodSeconds,
        Optional<Located<Integer>> successThreshold,
        Optional<Located<Integer>> failureThreshold,
        Optional<Located<Long>> terminationGracePeriodSeconds) {
    public WrittenProbe {
        handlers = List.copyOf(handlers);
    }
}
