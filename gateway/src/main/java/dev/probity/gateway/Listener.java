package dev.probity.gateway;

import io.netty.channel.Channel;

import java.net.InetSocketAddress;

/// A bound address that accepts clients.
public final class Listener {
    private final Channel channel;
    private final InetSocketAddress address;

    Listener(Channel channel) {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.localAddress();
    }

    public String address() {
        return address.getAddress().getHostAddress();
    }

    /// The port that is bound, also where any free one was asked for.
    public int port() {
        return address.getPort();
    }

    /// Accepts nobody any more; connections that are open stay.
    public void close() {
        channel.close().syncUninterruptibly();
    }

    @Override
    public String toString() {
        return address() + ":" + port();
    }
}
