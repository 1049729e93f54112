package dev.probity.gateway.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/// The ways in which a connection ends. Nobody waits for the outcome: the handlers hear of it.
public final class Ends {
    private Ends() {}

    /// At once; what is not written yet is lost.
    public static void close(Channel channel) {
        ChannelFuture _ = channel.close();
    }

    /// With a reset, where a plain close would look like a proper end.
    public static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            ChannelFuture _ = channel.close();
        }
    }

    /// After everything that has been written so far.
    public static void closeWhenWritten(Channel channel) {
        whenWritten(channel, () -> close(channel));
    }

    /// Says that nothing more will be sent; the peer may still send.
    public static void shutdownOutput(Channel channel) {
        ChannelFuture _ = ((DuplexChannel) channel).shutdownOutput();
    }

    public static void whenWritten(Channel channel, Runnable action) {
        // Writes finish in order, so the end of an empty one is the end of all before it.
        ChannelFuture _ =
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> action.run());
    }
}
