package dev.probity.simulator.explain;

import dev.probity.spec.Handler;
import dev.probity.spec.Probe;

import java.time.Duration;

/// When one probe acts, best and worst, over all phases of its ticks.
///
/// The formulas are proven equal to the engine by a test over random probes and phases. S is the
/// start of a process, D the initial delay, P the period, T the timeout, F and N the thresholds.
public record ProbeTimes(Probe probe) {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /// From the start of a process to the verdict that it has failed, when it never listens.
    public Bounds untilGivenUp() {
        Duration refusal = waitsForClosedPort() ? probe.timeout() : Duration.ZERO;
        return firstAttempt().plus(rest(refusal)).plus(refusal);
    }

    /// From the start of a process to the first attempt. The start is cut to the second (R13), so a
    /// delay may be over up to a second early; the attempt then waits for a tick.
    public Bounds firstAttempt() {
        Duration delay = probe.initialDelay();
        Duration least = delay.isZero() ? delay : delay.minus(SECOND);
        return new Bounds(least, delay.plus(probe.period()));
    }

    /// From the moment it hangs to the verdict.
    public Bounds untilHangIsSeen() {
        return new Bounds(Duration.ZERO, probe.period())
                .plus(rest(probe.timeout()))
                .plus(probe.timeout());
    }

    /// From the moment it says no, at once and to everything, to the verdict.
    public Bounds untilFailureIsSeen() {
        return new Bounds(Duration.ZERO, probe.period()).plus(rest(Duration.ZERO));
    }

    /// From the moment it says yes again to the verdict.
    public Bounds untilRecoveryIsSeen() {
        return new Bounds(Duration.ZERO, probe.period())
                .plus(probe.period().multipliedBy(probe.successThreshold() - 1));
    }

    /// The well-known product: how long failures last at most until the threshold.
    public Duration product() {
        return probe.period().multipliedBy(probe.failureThreshold());
    }

    /// From the first failing attempt to the beginning of the last one. Attempts that outlast the
    /// period run back to back (R31).
    private Duration rest(Duration eachTakes) {
        Duration apart = eachTakes.compareTo(probe.period()) > 0 ? eachTakes : probe.period();
        return apart.multipliedBy(probe.failureThreshold() - 1);
    }

    /// R41
    private boolean waitsForClosedPort() {
        return probe.handler() instanceof Handler.Grpc;
    }
}
