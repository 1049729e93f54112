package dev.probity.probes.wire;

import io.netty.channel.ChannelHandler;

/// A connection of one try. It belongs to one event loop, and so do all calls.
public interface Wire {

    /// Once it is open: hands all of this to the other side.
    void send(byte[] bytes);

    /// Whether TLS has agreed on HTTP/2 when it was opened.
    default boolean speaksHttp2() {
        return false;
    }

    /// Leaves all that is sent and received from now on to a protocol of its own. What the listener
    /// hears still is the end of the connection.
    default void handOver(ChannelHandler protocol) {
        throw new IllegalStateException("this connection carries bytes and nothing else");
    }

    /// Lets go of it, in whatever state it is; its listener hears nothing more.
    void close();
}
