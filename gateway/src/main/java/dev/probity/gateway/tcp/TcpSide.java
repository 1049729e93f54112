package dev.probity.gateway.tcp;

import dev.probity.gateway.net.Ends;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

/// One of the two ends of a relay: what it reads is written to the other one.
final class TcpSide extends ChannelInboundHandlerAdapter {
    private @Nullable Channel other;
    private boolean inputEnded;
    private long bytes;
    private long lastReadAt = System.nanoTime();

    void sendTo(Channel channel) {
        other = channel;
    }

    long bytes() {
        return bytes;
    }

    long lastReadAt() {
        return lastReadAt;
    }

    boolean inputEnded() {
        return inputEnded;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Until both ends are there, nothing is read.
        if (other == null) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel to = other;
        if (to == null) {
            ReferenceCountUtil.release(message);
            return;
        }
        bytes += ((ByteBuf) message).readableBytes();
        lastReadAt = System.nanoTime();
        // Flushed at once, so that the buffer is free for the next read.
        ChannelFuture _ = to.writeAndFlush(message, to.voidPromise());
        if (!to.isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable() && other != null) {
            other.config().setAutoRead(true);
        }
    }

    /// A half-close: the other end hears of it after all bytes, and may still answer.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        Channel to = other;
        if (event != ChannelInputShutdownEvent.INSTANCE || inputEnded || to == null) {
            return;
        }
        inputEnded = true;
        TcpSide opposite = to.pipeline().get(TcpSide.class);
        boolean both = opposite == null || opposite.inputEnded();
        Ends.whenWritten(
                to,
                () -> {
                    Ends.shutdownOutput(to);
                    if (both) {
                        Ends.close(to);
                        Ends.close(context.channel());
                    }
                });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Channel to = other;
        if (to != null) {
            Ends.closeWhenWritten(to);
        }
    }

    /// A reset is passed on as a reset.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Channel to = other;
        if (to != null) {
            Ends.reset(to);
        }
        Ends.close(context.channel());
    }
}
