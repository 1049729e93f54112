package dev.probity.gateway.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import java.util.ArrayDeque;
import java.util.Queue;

/// Keeps what a client has sent before there is an endpoint to send it to.
///
/// Reading is stopped then, but a client that closes its sending side is read to its end all the
/// same: Netty wants to see the end. So it is at most what the system has buffered.
final class Early extends ChannelInboundHandlerAdapter {
    private final Queue<ByteBuf> buffers = new ArrayDeque<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        // A copy, because the buffer itself is wanted for the next read.
        buffers.add(buffer.copy());
        buffer.release();
    }

    void sendTo(Channel upstream) {
        for (ByteBuf buffer = buffers.poll(); buffer != null; buffer = buffers.poll()) {
            ChannelFuture _ = upstream.writeAndFlush(buffer, upstream.voidPromise());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (ByteBuf buffer = buffers.poll(); buffer != null; buffer = buffers.poll()) {
            buffer.release();
        }
    }
}
