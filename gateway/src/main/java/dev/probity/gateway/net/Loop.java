package dev.probity.gateway.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// One event loop with what it owns alone. Everything here is used on its thread only.
public final class Loop {
    // Room for two reads: a peer that is only a little slower does not stop the other side.
    private static final WriteBufferWaterMark PENDING =
            new WriteBufferWaterMark(32 * 1024, 128 * 1024);

    // What a replica has sent when it closes is read at once, whether the client takes it or not:
    // this bounds it for each connection. Replicas are near, so that more would not be faster.
    private static final int UPSTREAM_WINDOW = 256 * 1024;

    private static final int SEND_BUFFERS = 16;
    private static final int SEND_SIZE = 16 * 1024; // a head, and the body of most answers

    private final EventLoop eventLoop;
    private final Transport transport;
    private final Connections connections = new Connections();
    private final ReceiveBuffers receiveBuffers = new ReceiveBuffers();
    private final RecycledBuffers sendBuffers = new RecycledBuffers(SEND_BUFFERS, SEND_SIZE);

    Loop(EventLoop eventLoop, Transport transport) {
        this.eventLoop = eventLoop;
        this.transport = transport;
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }

    public Connections connections() {
        return connections;
    }

    /// The thread's own: one made for the loop would take longer than all else that it begins with.
    public RandomGenerator random() {
        return ThreadLocalRandom.current();
    }

    /// An empty buffer to send from, with room for at least so many bytes.
    public ByteBuf sendBuffer(int atLeast) {
        return atLeast <= SEND_SIZE
                ? sendBuffers.take(ByteBufAllocator.DEFAULT, atLeast)
                : ByteBufAllocator.DEFAULT.directBuffer(atLeast);
    }

    /// Prepares an accepted connection.
    void adopt(Channel channel) {
        channel.config().setRecvByteBufAllocator(receiveBuffers);
        channel.config().setWriteBufferWaterMark(PENDING);
    }

    /// Connects on this loop, so that what arrives never changes threads.
    public ChannelFuture connect(SocketAddress address, Duration limit, ChannelHandler handler) {
        return new Bootstrap()
                .group(eventLoop)
                .channel(transport.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_RCVBUF, UPSTREAM_WINDOW)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                // A failed write leaves the reading side open: an answer may have come before it.
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
                .option(ChannelOption.RECVBUF_ALLOCATOR, receiveBuffers)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, PENDING)
                .handler(handler)
                .connect(address);
    }

    void startTicking(Duration period) {
        long nanos = period.toNanos();
        var _ = eventLoop.scheduleWithFixedDelay(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        connections.each(connection -> connection.tick(now));
    }

    void release() {
        receiveBuffers.release();
        sendBuffers.release();
    }
}
