package dev.probity.gateway.http;

import dev.probity.gateway.net.Connection;
import dev.probity.gateway.net.Ends;
import dev.probity.gateway.net.Unexpected;
import dev.probity.gateway.pool.Member;
import dev.probity.gateway.wire.BadMessage;
import dev.probity.gateway.wire.ResponseHead;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownException;

import org.jspecify.annotations.Nullable;

import java.nio.channels.ClosedChannelException;

/// A connection to a replica: carries one exchange at a time, or waits among the idle ones.
final class Upstream extends ChannelInboundHandlerAdapter implements Connection {
    private final HttpLoop loop;
    private final Member member;
    private final HeadReader headReader = new HeadReader();

    private @Nullable Channel channel;
    private @Nullable Exchange exchange;
    private boolean answering;
    private long idleSince;

    Upstream(HttpLoop loop, Member member) {
        this.loop = loop;
        this.member = member;
    }

    Member member() {
        return member;
    }

    long idleSince() {
        return idleSince;
    }

    boolean isOpen() {
        return channel().isActive();
    }

    Channel channel() {
        Channel present = channel;
        if (present == null) {
            throw new IllegalStateException("not connected to " + member);
        }
        return present;
    }

    void begin(Exchange next) {
        exchange = next;
        answering = false;
        // A slow client of the exchange before may have stopped it.
        channel().config().setAutoRead(true);
    }

    void send(ByteBuf bytes) {
        ChannelFuture _ = channel().writeAndFlush(bytes, channel().voidPromise());
    }

    void read(boolean read) {
        channel().config().setAutoRead(read);
    }

    /// The exchange is over and has left the connection clean.
    void park(long now) {
        exchange = null;
        idleSince = now;
        if (!loop.upstreams().give(this)) {
            close();
            return;
        }
        channel().config().setAutoRead(true);
    }

    void close() {
        exchange = null;
        Ends.close(channel());
    }

    /// From here on the gateway only passes bytes on.
    Channel becomeTunnel() {
        exchange = null;
        loop.loop().connections().remove(this);
        channel().pipeline().remove(this);
        return channel();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.loop().connections().add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            receive(buffer);
        } catch (BadMessage bad) {
            fail(Failure.broken(bad.reason()));
        } finally {
            buffer.release();
        }
    }

    private void receive(ByteBuf buffer) {
        while (buffer.isReadable()) {
            Exchange current = exchange;
            if (current == null) {
                // Nobody has asked for this; whose answer would it become?
                close();
                return;
            }
            if (answering) {
                current.body(buffer);
                return;
            }
            ResponseHead head = loop.responseHead();
            if (!headReader.read(buffer, head, loop)) {
                return;
            }
            if (head.isInterim()) {
                current.interim(head);
            } else if (head.switchesProtocols()) {
                current.switchProtocols(head, buffer);
                return;
            } else {
                answering = true;
                current.answer(head, buffer);
                return;
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null && context.channel().isWritable()) {
            exchange.upstreamIsReady();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE) {
            return;
        }
        Exchange current = exchange;
        if (current != null && current.endsWithUpstream()) {
            current.upstreamEnded();
        } else {
            fail(Failure.CLOSED);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.loop().connections().remove(this);
        loop.upstreams().remove(this);
        fail(Failure.CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Nobody reads the request there any more, yet an answer may still be waiting to be read.
        boolean writing =
                cause instanceof ChannelOutputShutdownException
                        || cause instanceof ClosedChannelException;
        if (!writing) {
            Unexpected.report(context.channel(), cause);
            fail(Failure.RESET);
        }
    }

    private void fail(Failure failure) {
        Exchange current = exchange;
        exchange = null;
        if (channel != null) {
            Ends.close(channel);
        }
        if (current != null) {
            current.upstreamFailed(failure);
        }
    }

    @Override
    public void tick(long now) {
        if (exchange == null && now - idleSince > loop.timeouts().pooled().toNanos()) {
            close();
        }
    }

    @Override
    public void left(Member other) {
        if (other == member && exchange == null) {
            close();
        }
    }

    @Override
    public void cut(Member other) {
        if (other == member) {
            fail(Failure.CUT);
        }
    }

    @Override
    public void finish() {
        // The exchange ends first; whoever is idle is closed with the loop.
    }

    @Override
    public void abort() {
        close();
    }
}
