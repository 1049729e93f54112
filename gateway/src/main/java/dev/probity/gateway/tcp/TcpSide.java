package dev.probity.gateway.tcp;

import dev.probity.gateway.net.Ends;
import dev.probity.gateway.net.Unexpected;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// One of the two ends of a relay: what it reads is written to the other one.
final class TcpSide extends ChannelInboundHandlerAdapter {
    private final Channel other;
    private boolean inputEnded;
    private long bytes;
    private long lastReadAt = System.nanoTime();

    TcpSide(Channel other) {
        this.other = other;
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
    public void channelRead(ChannelHandlerContext context, Object message) {
        bytes += ((ByteBuf) message).readableBytes();
        lastReadAt = System.nanoTime();
        // Flushed at once, so that the buffer is free for the next read.
        ChannelFuture _ = other.writeAndFlush(message, other.voidPromise());
        if (!other.isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            other.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !inputEnded) {
            endInput(context.channel());
        }
    }

    /// A half-close: the other end hears of it after all bytes, and may still answer.
    void endInput(Channel own) {
        inputEnded = true;
        TcpSide opposite = other.pipeline().get(TcpSide.class);
        boolean both = opposite == null || opposite.inputEnded();
        Ends.whenWritten(
                other,
                () -> {
                    Ends.shutdownOutput(other);
                    if (both) {
                        Ends.close(other);
                        Ends.close(own);
                    }
                });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Ends.closeWhenWritten(other);
    }

    /// A reset is passed on as a reset.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Unexpected.report(context.channel(), cause);
        Ends.reset(other);
        Ends.close(context.channel());
    }
}
