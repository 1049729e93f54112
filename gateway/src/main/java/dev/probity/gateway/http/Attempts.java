package dev.probity.gateway.http;

import dev.probity.gateway.pool.Member;
import dev.probity.gateway.pool.Pool;
import dev.probity.gateway.pool.Tried;

import org.jspecify.annotations.Nullable;

/// Which endpoints one request goes to, one after the other, and what is counted for each.
///
/// Others come first. The same endpoint is asked again only when the first try went over a
/// connection that had been idle: the endpoint may have closed it while the request was on its way.
final class Attempts {
    private static final long AVOID_NANOS = 1_000_000_000L; // of an endpoint that refuses

    // Servers close idle connections after 2 s or more, mostly 5 s. A request that must not be
    // repeated does not take the risk of meeting such a close on its way.
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final HttpLoop loop;
    private final Pool pool;
    private final boolean idempotent;

    private Tried tried = Tried.NONE;
    private @Nullable Member member;
    private @Nullable Failure lastFailure;
    private boolean overIdle;

    /// What to do next.
    sealed interface Step {
        record Reuse(Upstream idle) implements Step {}

        record Connect(Member member) implements Step {}

        record GiveUp(Reply reply) implements Step {}
    }

    Attempts(HttpLoop loop, Pool pool, boolean idempotent) {
        this.loop = loop;
        this.pool = pool;
        this.idempotent = idempotent;
    }

    Step next(long now) {
        Member chosen = pool.pick(tried, now, loop.loop().random()).orElse(null);
        if (chosen == null) {
            pool.unserved();
            return new Step.GiveUp(Reply.unavailable(pool.name()));
        }
        Failure failure = lastFailure;
        if (failure != null && tried.contains(chosen) && !overIdle) {
            chosen.end();
            return new Step.GiveUp(Reply.of(failure.status(), failure.reason()));
        }
        member = chosen;
        chosen.meter().request();
        long longestIdle = idempotent ? Long.MAX_VALUE : FRESH_NANOS;
        Upstream idle = failure == null ? loop.upstreams().take(chosen, now, longestIdle) : null;
        overIdle = idle != null;
        return idle != null ? new Step.Reuse(idle) : new Step.Connect(chosen);
    }

    /// A refused connection has carried nothing. Anything else may have been acted upon, so the
    /// request has to be one that may be acted upon twice, and has to be here still.
    boolean mayRepeat(Failure failure, boolean wholeRequestKept) {
        return tried.members().size() + 1 < loop.limits().tries()
                && (failure.refused() || (failure.repeatable() && idempotent && wholeRequestKept));
    }

    void failed(Failure failure) {
        lastFailure = failure;
        Member failed = member;
        if (failed != null) {
            failed.meter().failure();
            if (failure.refused()) {
                failed.avoidUntil(System.nanoTime() + AVOID_NANOS);
            }
            tried = tried.and(failed);
        }
        end();
    }

    void sent(int bytes) {
        if (member != null) {
            member.meter().toEndpoint(bytes);
        }
    }

    void answered(int status, long bytes, long nanos) {
        if (member != null) {
            member.meter().fromEndpoint(bytes);
            member.meter().answered(status, nanos);
        }
        tried.members().forEach(each -> each.meter().retrySaved());
    }

    void carried(long toEndpoint, long fromEndpoint) {
        if (member != null) {
            member.meter().toEndpoint(toEndpoint);
            member.meter().fromEndpoint(fromEndpoint);
        }
    }

    /// Nothing is in flight any more.
    void end() {
        Member ended = member;
        member = null;
        if (ended != null) {
            ended.end();
        }
    }
}
