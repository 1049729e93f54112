package dev.probity.gateway.http;

import dev.probity.gateway.net.Timeouts;

/// What a client's connection waits for, and for how long. Time is handed in.
final class ClientPhase {
    private static final long LINGER_NANOS = 2_000_000_000L; // for the client to read our answer
    private static final int LINGER_BYTES = 1 << 20; // that a client may still send meanwhile

    /// What is to be done because nothing has come in time.
    enum Due {
        NOTHING,
        SAY_SO,
        CLOSE
    }

    private enum Phase {
        /// No byte of a next request has come.
        IDLE,
        HEAD,
        /// It watches over its time itself.
        EXCHANGE,
        /// The last answer is written; closing at once could take it away from the client.
        LINGERING
    }

    private final Timeouts timeouts;
    private Phase phase = Phase.IDLE;
    private long deadline;
    private int lingered;

    ClientPhase(Timeouts timeouts, long now) {
        this.timeouts = timeouts;
        awaitRequest(now);
    }

    void awaitRequest(long now) {
        phase = Phase.IDLE;
        deadline = now + timeouts.idle().toNanos();
    }

    /// Some of a head is there, and not all of it. Bytes that come later give it no more time.
    void awaitRestOfHead(long now) {
        if (phase == Phase.IDLE) {
            phase = Phase.HEAD;
            deadline = now + timeouts.head().toNanos();
        }
    }

    void beginExchange() {
        phase = Phase.EXCHANGE;
    }

    /// Whatever comes now is no request. What is still to be written gets its time.
    void beginLingering(long now) {
        phase = Phase.LINGERING;
        deadline = now + timeouts.stalled().toNanos();
    }

    /// All is written.
    void awaitEnd(long now) {
        deadline = now + LINGER_NANOS;
    }

    /// @return false when the client has sent more than is borne
    boolean mayDrop(int bytes) {
        lingered += bytes;
        return lingered <= LINGER_BYTES;
    }

    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    boolean isLingering() {
        return phase == Phase.LINGERING;
    }

    boolean isBetweenRequests() {
        return phase == Phase.IDLE || phase == Phase.HEAD;
    }

    Due due(long now) {
        boolean late = now - deadline > 0;
        return switch (phase) {
            case EXCHANGE -> Due.NOTHING;
            case HEAD -> late ? Due.SAY_SO : Due.NOTHING;
            case IDLE, LINGERING -> late ? Due.CLOSE : Due.NOTHING;
        };
    }
}
