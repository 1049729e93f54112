package dev.probity.engine.probing;

import dev.probity.engine.Incarnation;
import dev.probity.engine.Verdict;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.util.Optional;

/// What a worker believes, and of which incarnation.
///
/// @param incarnation the one seen last
/// @param verdict what is believed of it; absent before the first one and after the worker ended
/// @param onHold nothing is asked or believed anew until the next incarnation (R10)
public record Belief(
        Optional<Incarnation> incarnation,
        Optional<Verdict> verdict,
        Streak streak,
        boolean onHold) {

    public static final Belief NONE =
            new Belief(Optional.empty(), Optional.empty(), Streak.NONE, false);

    boolean isAbout(Incarnation other) {
        return incarnation.isPresent() && incarnation.get().equals(other);
    }

    /// Another incarnation was seen: the initial verdict, no hold, and the streak as it was (R8,
    /// R9).
    Belief about(Incarnation other, ProbeType type) {
        return new Belief(Optional.of(other), Optional.of(initial(type)), streak, false);
    }

    private static Verdict initial(ProbeType type) {
        return switch (type) {
            case LIVENESS -> Verdict.PASSING; // not killed before proven dead
            case READINESS -> Verdict.FAILING; // no traffic before proven ready
            case STARTUP -> Verdict.UNKNOWN;
        };
    }

    /// A verdict that no outcome led to, so nothing is counted (R11, R12).
    Belief uncounted(Verdict other) {
        return new Belief(incarnation, Optional.of(other), streak, onHold);
    }

    /// The worker ended.
    Belief forgotten() {
        return new Belief(incarnation, Optional.empty(), streak, onHold);
    }

    /// One outcome later: a verdict changes only when the streak reaches its threshold (R15).
    Belief after(boolean success, ProbeType type, Probe probe) {
        Streak next = streak.after(success);
        int threshold = success ? probe.successThreshold() : probe.failureThreshold();
        if (next.length() < threshold) {
            return new Belief(incarnation, verdict, next, onHold);
        }
        boolean hold = type == ProbeType.STARTUP || (type == ProbeType.LIVENESS && !success);
        return new Belief(
                incarnation,
                Optional.of(success ? Verdict.PASSING : Verdict.FAILING),
                hold ? next.spent() : next,
                hold);
    }
}
