package dev.probity.gateway.http;

import dev.probity.gateway.net.Timeouts;

/// Looks now and then whether one exchange still gets on.
final class Watch {
    // A client that has closed its sending side may be waiting, or gone. It gets this long.
    private static final long MAYBE_GONE_NANOS = 30_000_000_000L;

    private final long stalledLimit;
    private final long responseLimit;
    private long moved;
    private long seenMoved;
    private long movedAt;
    private long waitsSince;
    private boolean waits;
    private boolean maybeGone;

    enum Verdict {
        FINE,
        ENDPOINT_OVERDUE,
        CLIENT_OVERDUE
    }

    Watch(Timeouts timeouts, long now) {
        stalledLimit = timeouts.stalled().toNanos();
        responseLimit = timeouts.response().map(each -> each.toNanos()).orElse(Long.MAX_VALUE);
        movedAt = now;
    }

    /// Bytes have come from one side or the other.
    void moved(int bytes) {
        moved += bytes;
    }

    void clientMayBeGone() {
        maybeGone = true;
    }

    /// @param waitsForAnswer the request is sent, and no byte of an answer has come
    /// @param waitsForClient to send or to read
    /// @param pending bytes that the client has not taken yet
    Verdict look(boolean waitsForAnswer, boolean waitsForClient, long pending, long now) {
        if (waitsForAnswer != waits) {
            waits = waitsForAnswer;
            waitsSince = now;
        }
        if (waits && now - waitsSince > responseLimit) {
            return Verdict.ENDPOINT_OVERDUE;
        }
        if (waits && maybeGone && now - waitsSince > MAYBE_GONE_NANOS) {
            return Verdict.CLIENT_OVERDUE;
        }
        long progress = moved - pending;
        if (!waitsForClient || progress != seenMoved) {
            seenMoved = progress;
            movedAt = now;
        }
        return now - movedAt > stalledLimit ? Verdict.CLIENT_OVERDUE : Verdict.FINE;
    }
}
