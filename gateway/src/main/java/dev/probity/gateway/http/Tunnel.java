package dev.probity.gateway.http;

import dev.probity.gateway.net.Connection;
import dev.probity.gateway.net.Ends;
import dev.probity.gateway.pool.Member;
import dev.probity.gateway.tcp.TwoWay;

import io.netty.channel.Channel;

/// An upgraded connection, for example a WebSocket: bytes both ways until either side has enough.
final class Tunnel implements Connection {
    private final HttpLoop loop;
    private final Channel client;
    private final Upstream upstream;
    private final Attempts attempts;
    private final TwoWay twoWay;

    private Tunnel(
            HttpLoop loop, Channel client, Upstream upstream, Attempts attempts, TwoWay twoWay) {
        this.loop = loop;
        this.client = client;
        this.upstream = upstream;
        this.attempts = attempts;
        this.twoWay = twoWay;
    }

    /// @param attempts counts the tunnel as in flight until it closes
    /// @param ahead what the client has sent before the endpoint agreed
    static void open(
            HttpLoop loop, Channel client, Held ahead, Upstream upstream, Attempts attempts) {
        ahead.takeAll(all -> upstream.send(all.readRetainedSlice(all.readableBytes())));
        Channel endpoint = upstream.becomeTunnel();
        TwoWay twoWay = TwoWay.join(client, endpoint, loop.timeouts().tcpIdle());
        var tunnel = new Tunnel(loop, client, upstream, attempts, twoWay);
        loop.loop().connections().add(tunnel);
        client.closeFuture().addListener(_ -> tunnel.end());
    }

    private void end() {
        twoWay.close();
        loop.loop().connections().remove(this);
        attempts.carried(twoWay.bytesToUpstream(), twoWay.bytesToClient());
        attempts.end();
    }

    @Override
    public void tick(long now) {
        twoWay.tick(now);
    }

    @Override
    public void left(Member member) {
        // What is upgraded stays.
    }

    @Override
    public void cut(Member member) {
        if (member == upstream.member()) {
            Ends.close(client);
        }
    }

    @Override
    public void finish() {
        // Has no end of its own that could be waited for: the limit cuts it.
    }

    @Override
    public void abort() {
        Ends.close(client);
    }
}
