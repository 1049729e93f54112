package dev.probity.probes.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;

/// A connection over a Netty channel: with TLS, and wherever there is no epoll.
final class ChannelWire extends ChannelInboundHandlerAdapter implements Wire {

    private static final String NAME = "wire";

    private final Dialer dialer;
    private final InetSocketAddress remote;
    private final Destination destination;
    private final WireListener listener;

    private boolean open = true;
    private @Nullable Channel channel;

    private ChannelWire(
            Dialer dialer,
            InetSocketAddress remote,
            Destination destination,
            WireListener listener) {
        this.dialer = dialer;
        this.remote = remote;
        this.destination = destination;
        this.listener = listener;
    }

    static Wire connect(
            Dialer dialer,
            InetSocketAddress remote,
            Destination destination,
            WireListener listener) {
        ChannelWire wire = new ChannelWire(dialer, remote, destination, listener);
        wire.connect();
        return wire;
    }

    private void connect() {
        ChannelInitializer<Channel> pipeline =
                new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel initialized) {
                        channel = initialized;
                        if (destination.secure()) {
                            initialized
                                    .pipeline()
                                    .addLast(dialer.tls().handler(initialized, destination));
                        }
                        initialized.pipeline().addLast(NAME, ChannelWire.this);
                    }
                };
        dialer.bootstrap(pipeline)
                .connect(remote)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        fail(GoError.dialing(remote, connected.cause()));
                    }
                });
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!open) {
            Future<?> _ = context.close();
        } else if (!destination.secure()) {
            listener.opened(this);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (open && event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                listener.opened(this);
            } else {
                fail(GoError.handshaking(handshake.cause()));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            byte[] heap = dialer.borrowed().heap();
            while (open && buffer.isReadable()) {
                int length = Math.min(heap.length, buffer.readableBytes());
                buffer.readBytes(heap, 0, length);
                listener.received(heap, length);
            }
        } finally {
            buffer.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (open) {
            close();
            listener.ended();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(GoError.reading(context.channel().localAddress(), remote, cause));
    }

    @Override
    public void send(byte[] bytes) {
        Channel to = channel;
        if (to == null) {
            return;
        }
        to.writeAndFlush(Unpooled.wrappedBuffer(bytes))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        fail(GoError.writing(to.localAddress(), remote, written.cause()));
                    }
                });
    }

    @Override
    public boolean speaksHttp2() {
        SslHandler tls = channel == null ? null : channel.pipeline().get(SslHandler.class);
        return tls != null && Tls.HTTP_2.equals(tls.applicationProtocol());
    }

    @Override
    public void handOver(ChannelHandler protocol) {
        if (channel != null) {
            var _ = channel.pipeline().addBefore(NAME, null, protocol);
        }
    }

    private void fail(String error) {
        if (open) {
            close();
            listener.broke(error);
        }
    }

    @Override
    public void close() {
        open = false;
        if (channel != null) {
            Future<?> _ = channel.close();
        }
    }
}
