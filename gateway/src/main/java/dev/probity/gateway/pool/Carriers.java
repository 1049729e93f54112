package dev.probity.gateway.pool;

import java.time.Duration;

/// Those who hold the connections to a pool's members, seen from the pool.
public interface Carriers {

    /// Nothing new goes to this member: its idle connections are of no more use.
    void left(Member member);

    /// The member's time is over: whatever is still in flight ends now.
    void cut(Member member);

    void after(Duration delay, Runnable action);
}
