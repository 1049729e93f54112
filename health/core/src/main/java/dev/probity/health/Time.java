package dev.probity.health;

import java.time.Instant;

/// Where the time comes from: the count decides, the wall clock is for show.
interface Time {

    /// Nanoseconds since the beginning; never goes back.
    long nanos();

    Instant now();

    static Time system() {
        long origin = System.nanoTime();
        return new Time() {
            @Override
            public long nanos() {
                return System.nanoTime() - origin;
            }

            @Override
            public Instant now() {
                return Instant.now();
            }
        };
    }
}
