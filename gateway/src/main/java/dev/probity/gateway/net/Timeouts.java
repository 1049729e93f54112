package dev.probity.gateway.net;

import java.time.Duration;
import java.util.Optional;

/// How long the gateway waits for what.
///
/// @param connect for a replica to accept
/// @param head for a client to send a whole request head, from its first byte
/// @param idle for a client's next request on a connection that stays open
/// @param stalled for a peer in the middle of a body that neither sends nor takes a byte
/// @param pooled until an unused connection to a replica is closed
/// @param response from a request to the first byte of its answer; absent for as long as it takes,
///   because models take minutes
/// @param tcpIdle until a TCP or upgraded connection without a byte in either direction is closed
public record Timeouts(
        Duration connect,
        Duration head,
        Duration idle,
        Duration stalled,
        Duration pooled,
        Optional<Duration> response,
        Duration tcpIdle) {

    public static final Timeouts DEFAULT =
            new Timeouts(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Optional.empty(),
                    Duration.ofHours(1));

    /// The longest time between two looks at what is overdue.
    private static final Duration COARSE = Duration.ofMillis(500);

    /// How often to look.
    public Duration tick() {
        Duration shortest = COARSE;
        for (Duration each : new Duration[] {head, idle, stalled, pooled, tcpIdle}) {
            shortest = min(shortest, quarter(each));
        }
        shortest = min(shortest, response.map(Timeouts::quarter).orElse(COARSE));
        return shortest.isPositive() ? shortest : Duration.ofMillis(1);
    }

    // Duration's own division loads the decimals, which no JVM needs to start.
    private static Duration quarter(Duration time) {
        return Duration.ofNanos(time.toNanos() / 4);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
