package dev.probity.simulator.lint;

import java.time.Duration;

/// What a healthy replica may do and must survive, and how long a dead one may go unnoticed.
///
/// @param loadsIn a start may take this long
/// @param answersIn an answer may take this long
/// @param pause nothing may be answered for this long: a collection of garbage, a throttled CPU
/// @param outage what readiness asks about may be away for this long
/// @param notice a dead replica may take traffic for this long, and a roll-out wait for a replica
///   that answers
public record Healthy(
        Duration loadsIn, Duration answersIn, Duration pause, Duration outage, Duration notice) {

    /// Cautious: what almost every service does on some day.
    public static final Healthy USUAL =
            new Healthy(
                    Duration.ofSeconds(30),
                    Duration.ofMillis(900),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1));
}
