package dev.probity.engine.life;

import java.time.Duration;
import java.util.Optional;

/// How long a launch waits after an exit: nothing, then 10 s doubling to the maximum (R26).
///
/// @param entry absent before the first launch that followed an exit
public record BackOff(Optional<Entry> entry) {

    private static final Duration INITIAL = Duration.ofSeconds(10);

    /// The kubelet's twice five minutes; fixed, even if the maximum is lower.
    private static final Duration RESET_AFTER = Duration.ofMinutes(10);

    static final BackOff NONE = new BackOff(Optional.empty());

    /// @param delay counted from the exit
    /// @param since when the launch was allowed that set this wait
    public record Entry(Duration delay, long since) {
        private boolean expired(long exitAt) {
            return exitAt - since > RESET_AFTER.toNanos();
        }
    }

    /// The wait after an exit at this time; nothing when there is none (any more).
    Duration after(long exitAt) {
        return entry.filter(known -> !known.expired(exitAt))
                .map(Entry::delay)
                .orElse(Duration.ZERO);
    }

    /// A launch is allowed that follows an exit.
    BackOff launched(long now, long exitAt, Duration maximum) {
        Duration delay =
                entry.filter(known -> !known.expired(exitAt))
                        .map(known -> known.delay().multipliedBy(2))
                        .orElse(INITIAL);
        return new BackOff(
                Optional.of(new Entry(delay.compareTo(maximum) > 0 ? maximum : delay, now)));
    }
}
