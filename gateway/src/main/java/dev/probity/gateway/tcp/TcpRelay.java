package dev.probity.gateway.tcp;

import dev.probity.gateway.net.Connection;
import dev.probity.gateway.net.Ends;
import dev.probity.gateway.net.Limits;
import dev.probity.gateway.net.Loop;
import dev.probity.gateway.net.Timeouts;
import dev.probity.gateway.pool.Member;
import dev.probity.gateway.pool.Pool;
import dev.probity.gateway.pool.Tried;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;

import org.jspecify.annotations.Nullable;

/// One client's connection, carried to one endpoint of a pool.
///
/// The endpoint is chosen once, when the client connects. An endpoint that refuses is replaced by
/// another one, which is safe because the client's first byte has not been read by then.
public final class TcpRelay implements Connection {
    private static final long AVOID_NANOS = 1_000_000_000L; // one second, a restart takes longer

    private final Loop loop;
    private final Pool pool;
    private final Timeouts timeouts;
    private final Limits limits;
    private final Channel client;
    private final Early early = new Early();
    private final long acceptedAt = System.nanoTime();

    private Tried tried = Tried.NONE;
    private @Nullable Member member;
    private @Nullable TwoWay twoWay;
    private boolean ended;

    private TcpRelay(Loop loop, Pool pool, Timeouts timeouts, Limits limits, Channel client) {
        this.loop = loop;
        this.pool = pool;
        this.timeouts = timeouts;
        this.limits = limits;
        this.client = client;
    }

    public static void start(
            Loop loop, Pool pool, Timeouts timeouts, Limits limits, Channel client) {
        client.config().setAutoRead(false);
        var relay = new TcpRelay(loop, pool, timeouts, limits, client);
        client.pipeline().addLast(relay.early);
        loop.connections().add(relay);
        ChannelFuture _ = client.closeFuture().addListener(_ -> relay.end());
        relay.connect();
    }

    private void connect() {
        long now = System.nanoTime();
        Member chosen = pool.pick(tried, now, loop.random()).orElse(null);
        if (chosen == null) {
            // A reset, because a plain close would look like a proper, empty answer.
            pool.unserved();
            Ends.reset(client);
            return;
        }
        member = chosen;
        chosen.meter().request();
        // The join, which comes before the first read, adds the handler that counts.
        ChannelFuture _ =
                loop.connect(
                                chosen.address(),
                                timeouts.connect(),
                                new ChannelInboundHandlerAdapter())
                        .addListener((ChannelFuture done) -> connected(done, chosen));
    }

    private void connected(ChannelFuture done, Member chosen) {
        if (done.isSuccess()) {
            join(done.channel(), chosen);
            return;
        }
        chosen.meter().failure();
        chosen.avoidUntil(System.nanoTime() + AVOID_NANOS);
        chosen.end();
        member = null;
        tried = tried.and(chosen);
        if (ended) {
            return;
        }
        if (tried.members().size() < limits.tries()) {
            connect();
        } else {
            Ends.reset(client);
        }
    }

    private void join(Channel upstream, Member chosen) {
        if (ended) {
            Ends.close(upstream);
            chosen.end();
            return;
        }
        if (!tried.members().isEmpty()) {
            tried.members().getFirst().meter().retrySaved();
        }
        early.sendTo(upstream);
        client.pipeline().remove(early);
        twoWay = TwoWay.join(client, upstream, timeouts.tcpIdle());
    }

    /// The client's connection is closed, for whatever reason.
    private void end() {
        ended = true;
        loop.connections().remove(this);
        Member carriedTo = member;
        TwoWay carried = twoWay;
        // Without both, a connect is still under way; it ends the member's count when it is done.
        if (carriedTo != null && carried != null) {
            carried.close();
            carriedTo.meter().toEndpoint(carried.bytesToUpstream());
            carriedTo.meter().fromEndpoint(carried.bytesToClient());
            carriedTo.meter().lasted(System.nanoTime() - acceptedAt);
            carriedTo.end();
        }
    }

    @Override
    public void tick(long now) {
        if (twoWay != null) {
            twoWay.tick(now);
        }
    }

    @Override
    public void left(Member other) {
        // What is in flight stays.
    }

    @Override
    public void cut(Member other) {
        if (other == member) {
            Ends.close(client);
        }
    }

    @Override
    public void finish() {
        // A TCP connection has no end of its own that could be waited for: the limit cuts it.
    }

    @Override
    public void abort() {
        Ends.close(client);
    }
}
