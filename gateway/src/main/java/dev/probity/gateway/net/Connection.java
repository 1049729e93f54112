package dev.probity.gateway.net;

import dev.probity.gateway.pool.Member;

/// Something open on a loop that has to hear of what happens around it. All calls are on the loop.
public interface Connection {

    /// Time has passed; end whatever is overdue.
    ///
    /// @param now of {@link System#nanoTime}
    void tick(long now);

    /// The member takes no new traffic: what is idle and belongs to it can close.
    void left(Member member);

    /// What belongs to the member ends now, finished or not.
    void cut(Member member);

    /// The gateway takes no new traffic: what is idle closes now, the rest when it has finished.
    void finish();

    /// Ends now, finished or not.
    void abort();
}
