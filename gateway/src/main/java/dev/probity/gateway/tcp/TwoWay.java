package dev.probity.gateway.tcp;

import dev.probity.gateway.net.Ends;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

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

    /// Joins two connections of the same loop. Whoever handled them before does so no more.
    public static TwoWay join(Channel client, Channel upstream, Duration idle) {
        var clientSide = new TcpSide(upstream);
        var upstreamSide = new TcpSide(client);
        client.pipeline().addLast(clientSide);
        upstream.pipeline().addLast(upstreamSide);
        // Either may come with its reading stopped.
        client.config().setAutoRead(true);
        upstream.config().setAutoRead(true);
        // Nor does either hear again of what happened before.
        if (((DuplexChannel) client).isInputShutdown()) {
            clientSide.endInput(client);
        }
        if (((DuplexChannel) upstream).isInputShutdown()) {
            upstreamSide.endInput(upstream);
        }
        return new TwoWay(client, clientSide, upstream, upstreamSide, idle);
    }

    public long bytesToUpstream() {
        return clientSide.bytes();
    }

    public long bytesToClient() {
        return upstreamSide.bytes();
    }

    public void tick(long now) {
        if (now - clientSide.lastReadAt() > idleNanos
                && now - upstreamSide.lastReadAt() > idleNanos) {
            close();
        }
    }

    public void close() {
        Ends.close(client);
        Ends.close(upstream);
    }
}
