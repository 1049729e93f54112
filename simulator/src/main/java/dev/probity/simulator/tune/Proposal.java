package dev.probity.simulator.tune;

import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.util.Optional;

/// Numbers for one probe.
///
/// @param sample what they are drawn from
/// @param bound seconds that the next value exceeds with the stated risk at most
/// @param small whether the sample is too small for that risk, so that the bound is a guess
public record Proposal(
        ProbeType type,
        Sample sample,
        double bound,
        boolean small,
        int periodSeconds,
        int timeoutSeconds,
        int failureThreshold) {

    private static final int USUAL_PERIOD = 10; // Kubernetes' default
    private static final int LEAST_FAILURES = 3; // one lost answer, or two, are no death

    /// A budget of (F−1)·P, which a start has in any phase, that covers the bound.
    static Proposal startup(Sample starts, Optional<Probe> present, double risk) {
        double bound = starts.bound(risk);
        int period =
                present.map(probe -> (int) probe.period().toSeconds())
                        .orElse(bound <= 60 ? 5 : USUAL_PERIOD);
        int failures = Math.max(LEAST_FAILURES, (int) Math.ceil(bound / period) + 1);
        int timeout = present.map(probe -> (int) probe.timeout().toSeconds()).orElse(1);
        return new Proposal(
                ProbeType.STARTUP,
                starts,
                bound,
                starts.isSmallFor(risk),
                period,
                timeout,
                failures);
    }

    /// A time-out so long that a run of F late answers, taken as independent of each other, is as
    /// rare as the risk. They are not quite independent, so the share of late answers that is
    /// counted with is ten times less.
    static Proposal liveness(Sample answers, Probe present, double risk) {
        int failures = Math.max(LEAST_FAILURES, present.failureThreshold());
        double late = Math.min(0.1, Math.pow(risk, 1.0 / failures)) / 10;
        double bound = answers.bound(late);
        return new Proposal(
                ProbeType.LIVENESS,
                answers,
                bound,
                answers.isSmallFor(late),
                (int) present.period().toSeconds(),
                Math.max(1, (int) Math.ceil(bound)),
                failures);
    }
}
