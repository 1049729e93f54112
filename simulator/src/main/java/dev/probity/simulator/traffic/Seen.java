package dev.probity.simulator.traffic;

import java.time.Duration;

/// What the clients of one service saw.
///
/// @param served answered within a second
/// @param waited answered, but later than that
/// @param failed refused, cut off, or answered with an error
/// @param open neither, when the simulation ended
/// @param longest the longest that anybody waited for an answer
/// @param closed how long no replica took traffic
public record Seen(
        long served, long waited, long failed, long open, Duration longest, Duration closed) {

    public static final Seen NOTHING = new Seen(0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

    public long requests() {
        return served + waited + failed + open;
    }
}
