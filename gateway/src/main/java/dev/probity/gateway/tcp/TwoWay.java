package dev.probity.gateway.tcp;

import dev.probity.gateway.net.Ends;

import io.netty.channel.Channel;

import java.time.Duration;

/// Two joined connections: bytes go both ways, each way at the speed of its slower end, and each
/// way ends by itself.
public final class TwoWay {
    private final Channel client;
    private final Channel upstream;
    private final TcpSide clientSide;
    private final TcpSide upstreamSide;
    private final long idleNanos;

    private TwoWay(
            Channel client,
            TcpSide clientSide,
            Channel upstream,
            TcpSide upstreamSide,
            Duration idle) {
        this.client = client;
        this.clientSide = clientSide;
        this.upstream = upstream;
        this.upstreamSide = upstreamSide;
        this.idleNanos = idle.toNanos();
    }

    /// Both on the same loop, and neither has been read from.
    static TwoWay join(
            Channel client,
            TcpSide clientSide,
            Channel upstream,
            TcpSide upstreamSide,
            Duration idle) {
        clientSide.sendTo(upstream);
        upstreamSide.sendTo(client);
        // A connection from the HTTP pool, or a relay that waited, may come with reading stopped.
        client.config().setAutoRead(true);
        upstream.config().setAutoRead(true);
        return new TwoWay(client, clientSide, upstream, upstreamSide, idle);
    }

    long bytesToUpstream() {
        return clientSide.bytes();
    }

    long bytesToClient() {
        return upstreamSide.bytes();
    }

    void tick(long now) {
        if (now - clientSide.lastReadAt() > idleNanos
                && now - upstreamSide.lastReadAt() > idleNanos) {
            close();
        }
    }

    void close() {
        Ends.close(client);
        Ends.close(upstream);
    }
}
