package dev.probity.engine;

import java.time.Duration;

/// What an engine is told once, at its creation.
///
/// @param wallClockOffset added to the monotonic nanoseconds it gives nanoseconds since 1970. The
///   kubelet cuts start times to whole seconds of the wall clock (R13), so it takes part in
///   decisions; jumps of the clock after the creation change nothing
/// @param maxBackOff the longest wait before a launch
/// @param spreadPhases whether workers start at different phases of their period, so that many
///   replicas are not probed in step; a kubelet that has been running for long does not (R3)
public record Settings(long wallClockOffset, Duration maxBackOff, boolean spreadPhases) {

    /// The kubelet's maximum.
    public static final Duration MAX_BACK_OFF = Duration.ofMinutes(5);

    public Settings {
        if (maxBackOff.compareTo(Duration.ofSeconds(1)) < 0
                || maxBackOff.compareTo(MAX_BACK_OFF) > 0) {
            throw new IllegalArgumentException(
                    "maxBackOff is " + maxBackOff + "; it can be 1 s to " + MAX_BACK_OFF);
        }
    }

    public static Settings of(long wallClockOffset) {
        return new Settings(wallClockOffset, MAX_BACK_OFF, false);
    }
}
