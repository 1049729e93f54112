package dev.probity.health.vertx;

import dev.probity.health.stuck.Canary;

import io.vertx.core.Context;

import java.time.Duration;

/// Canaries for event loops: `Check.local("http-loop", EventLoops.canary(context, ...))`.
///
/// A blocked event loop cannot answer probes either; this tells why, and it tells of loops that
/// serve no HTTP. Let the checks be answered on another listener, too.
public final class EventLoops {
    private EventLoops() {}

    /// @param context one of the loop that is to be watched
    /// @param hangsAfter how long it may be blocked
    public static Canary canary(Context context, Duration hangsAfter) {
        return Canary.in(task -> context.runOnContext(nothing -> task.run()), hangsAfter);
    }
}
