package dev.probity.gateway.http;

import dev.probity.gateway.pool.Member;

import io.netty.channel.ChannelFuture;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// One loop's open connections to endpoints that carry no request now.
///
/// The one used last is used first: it is warm, and those that are not needed grow old and close.
final class Upstreams {
    private static final int KEPT_PER_MEMBER = 512; // on each loop; more is a burst's leftover

    private final HttpLoop loop;
    private final Map<Member, Deque<Upstream>> idle = new HashMap<>();

    Upstreams(HttpLoop loop) {
        this.loop = loop;
    }

    /// @param longestIdleNanos one that has been idle longer may be closing at its other end now
    @Nullable Upstream take(Member member, long now, long longestIdleNanos) {
        Deque<Upstream> stack = idle.get(member);
        if (stack == null) {
            return null;
        }
        Upstream latest = stack.peekLast();
        while (latest != null && !latest.isOpen()) {
            stack.removeLast();
            latest = stack.peekLast();
        }
        if (latest == null || now - latest.idleSince() > longestIdleNanos) {
            return null;
        }
        stack.removeLast();
        return latest;
    }

    /// @return false when there is no room, or no use, for it
    boolean give(Upstream upstream) {
        if (!upstream.member().takesTraffic()) {
            return false;
        }
        Deque<Upstream> stack = idle.computeIfAbsent(upstream.member(), _ -> new ArrayDeque<>());
        if (stack.size() >= KEPT_PER_MEMBER) {
            return false;
        }
        stack.addLast(upstream);
        return true;
    }

    void remove(Upstream upstream) {
        Deque<Upstream> stack = idle.get(upstream.member());
        if (stack != null && stack.remove(upstream) && stack.isEmpty()) {
            idle.remove(upstream.member());
        }
    }

    /// Connects, on this loop.
    ///
    /// @param connected gets whether it worked
    void connect(Upstream fresh, Consumer<Boolean> connected) {
        ChannelFuture _ =
                loop.loop()
                        .connect(fresh.member().address(), loop.timeouts().connect(), fresh)
                        .addListener(done -> connected.accept(done.isSuccess()));
    }
}
