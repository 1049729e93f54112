package dev.probity.dialects.cloud;

import dev.probity.spec.Located;
import dev.probity.spec.Probe;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenProbe;

import java.util.List;
import java.util.Optional;

/// What a dialect calls the numbers of a probe.
///
/// @param successThreshold empty when there is no such key
public record ProbeKeys(
        String initialDelay,
        String period,
        String timeout,
        String successThreshold,
        String failureThreshold) {

    /// Right or wrong: Kubernetes' rules judge the numbers when they are resolved.
    public WrittenProbe read(Fields fields, List<Located<WrittenHandler>> handlers) {
        return new WrittenProbe(
                fields.owner().origin(),
                handlers,
                number(fields, initialDelay),
                number(fields, timeout),
                number(fields, period),
                number(fields, successThreshold),
                number(fields, failureThreshold),
                Optional.empty());
    }

    private static Optional<Located<Integer>> number(Fields fields, String key) {
        return key.isEmpty()
                ? Optional.empty()
                : fields.integer(key, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// All of them: what is left out would become somebody else's default.
    public void write(Branch branch, Probe probe) {
        branch.leaf(initialDelay, probe.initialDelay().toSeconds())
                .leaf(period, probe.period().toSeconds())
                .leaf(timeout, probe.timeout().toSeconds());
        if (!successThreshold.isEmpty()) {
            branch.leaf(successThreshold, probe.successThreshold());
        }
        branch.leaf(failureThreshold, probe.failureThreshold());
    }
}
