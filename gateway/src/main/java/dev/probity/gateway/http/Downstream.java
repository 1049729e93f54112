package dev.probity.gateway.http;

import dev.probity.gateway.net.Connection;
import dev.probity.gateway.net.Ends;
import dev.probity.gateway.net.Unexpected;
import dev.probity.gateway.pool.Member;
import dev.probity.gateway.route.Route;
import dev.probity.gateway.wire.BadMessage;
import dev.probity.gateway.wire.ForwardedFields;
import dev.probity.gateway.wire.HeadBytes;
import dev.probity.gateway.wire.RequestHead;
import dev.probity.gateway.wire.RequestRewriter;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Optional;

/// A client's connection: reads its requests one after the other and starts an exchange for each.
///
/// There is at most one exchange. What the client sends ahead of its turn is held, and reading
/// stops until the exchange has ended: pipelined requests are carried in sequence.
final class Downstream extends ChannelInboundHandlerAdapter implements Connection {
    private static final int REQUEST_HEAD = 1024; // most fit; it grows

    private final HttpLoop loop;
    private final Channel channel;
    private final Destination destination;
    private final RequestRewriter rewriter;
    private final HeadReader headReader = new HeadReader();
    private final HeadBytes request = new HeadBytes(REQUEST_HEAD);
    private final Held held;
    private final ClientPhase phase;

    private @Nullable Exchange exchange;
    private boolean receiving;
    private boolean inputEnded;
    private boolean lastRequest;

    Downstream(HttpLoop loop, Channel channel, Destination destination) {
        this.loop = loop;
        this.channel = channel;
        this.destination = destination;
        this.held = new Held(channel);
        InetSocketAddress client = (InetSocketAddress) channel.remoteAddress();
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        this.rewriter =
                new RequestRewriter(
                        new ForwardedFields(client.getAddress(), loop.trustsForwarded()),
                        local.getAddress().getHostAddress() + ":" + local.getPort());
        this.phase = new ClientPhase(loop.timeouts(), System.nanoTime());
    }

    Channel channel() {
        return channel;
    }

    /// The head that the current exchange sends, and the body with it when it is short.
    HeadBytes request() {
        return request;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            if (held.isEmpty()) {
                receive(buffer);
            } else {
                held.add(buffer);
            }
        } finally {
            buffer.release();
        }
    }

    /// Goes on with what was held, once it is its turn.
    void resume() {
        if (receiving) {
            return; // the loop further up the stack goes on
        }
        held.takeAll(this::receive);
        if (inputEnded && exchange != null && held.isEmpty()) {
            exchange.clientSendsNoMore();
        }
        if (held.isEmpty() && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        if (inputEnded && phase.isBetweenRequests()) {
            Ends.closeWhenWritten(channel);
        }
    }

    private void receive(ByteBuf buffer) {
        receiving = true;
        try {
            while (buffer.isReadable() && !phase.isLingering()) {
                Exchange current = exchange;
                boolean used = current == null ? readHead(buffer) : current.takeBody(buffer);
                if (!used) {
                    held.add(buffer);
                    return;
                }
            }
            if (!phase.mayDrop(buffer.readableBytes())) {
                Ends.close(channel);
            }
        } catch (BadMessage bad) {
            refuse(bad);
        } finally {
            receiving = false;
        }
    }

    private boolean readHead(ByteBuf buffer) {
        if (!channel.isWritable()) {
            return false; // a client that does not read its answers asks for nothing more
        }
        RequestHead head = loop.requestHead();
        if (headReader.read(buffer, head, loop)) {
            begin(head, buffer);
        } else if (phase.isIdle()) {
            phase.awaitRestOfHead(System.nanoTime());
        }
        return true;
    }

    private void begin(RequestHead head, ByteBuf buffer) {
        Optional<Route> found = destination.find(head);
        if (found.isEmpty()) {
            reject(head);
            return;
        }
        Route route = found.get();
        if (route.preservePath()) {
            rewriter.write(head, request);
        } else {
            rewriter.write(head, route.rewrite(head.target()), request);
        }
        var next = new Exchange(loop, this, RequestTraits.of(head), route.pool());
        exchange = next;
        phase.beginExchange();
        next.start(buffer);
    }

    private void reject(RequestHead head) {
        RequestTraits traits = RequestTraits.of(head);
        boolean goOn = traits.persistent() && !traits.http10() && traits.body().isDone();
        send(Reply.noRoute().toBytes(traits.hasAnswerBody(), !goOn));
        answered(goOn, System.nanoTime());
    }

    /// What comes is not understood, so there is no telling where a next request would begin.
    private void refuse(BadMessage bad) {
        Exchange current = exchange;
        if (current != null) {
            current.refuse(bad);
            return;
        }
        send(Reply.of(bad.status(), bad.reason()).toBytes(true, true));
        endAfterAnswer();
    }

    /// The answer is written, or has been given up.
    ///
    /// @param goOn false when the connection cannot carry another request
    void answered(boolean goOn, long now) {
        exchange = null;
        if (!goOn || lastRequest) {
            endAfterAnswer();
            return;
        }
        phase.awaitRequest(now);
        resume();
    }

    /// Says that no more will come, and waits a little: bytes of the client that meet a closed
    /// connection would destroy the answer on its way (RFC 9112, 9.6).
    private void endAfterAnswer() {
        exchange = null;
        stopListening();
        if (inputEnded) {
            Ends.closeWhenWritten(channel);
            return;
        }
        Ends.whenWritten(
                channel,
                () -> {
                    Ends.shutdownOutput(channel);
                    phase.awaitEnd(System.nanoTime());
                });
        channel.config().setAutoRead(true);
    }

    private void stopListening() {
        phase.beginLingering(System.nanoTime());
        held.clear();
    }

    /// To be flushed by the next {@link #send}.
    void write(ByteBuf bytes) {
        ChannelFuture _ = channel.write(bytes, channel.voidPromise());
    }

    void send(ByteBuf bytes) {
        ChannelFuture _ = channel.writeAndFlush(bytes, channel.voidPromise());
    }

    /// The client must not take for whole what is not.
    void abort(boolean reset) {
        exchange = null;
        stopListening();
        if (reset) {
            Ends.reset(channel);
        } else {
            Ends.closeWhenWritten(channel);
        }
    }

    /// From here on the gateway only passes bytes on.
    void becomeTunnel(Upstream upstream, Attempts attempts) {
        loop.loop().connections().remove(this);
        exchange = null;
        channel.pipeline().remove(this);
        Tunnel.open(loop, channel, held, upstream, attempts);
        held.clear();
    }

    boolean holdsNothing() {
        return held.isEmpty();
    }

    boolean isReading() {
        return channel.config().isAutoRead();
    }

    void read(boolean read) {
        channel.config().setAutoRead(read);
    }

    /// Bytes that the client has to take before more are sent to it.
    long pending() {
        return channel.bytesBeforeWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!channel.isWritable()) {
            return;
        }
        if (exchange != null) {
            exchange.clientIsReady();
        } else {
            resume();
        }
    }

    /// The client sends no more. It may be waiting for its answer, or gone: both look the same.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE) {
            return;
        }
        inputEnded = true;
        // Requests that were sent ahead are still carried.
        lastRequest |= held.isEmpty();
        if (exchange != null) {
            if (held.isEmpty()) {
                exchange.clientSendsNoMore();
            }
        } else {
            Ends.closeWhenWritten(channel);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.loop().connections().remove(this);
        held.clear();
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.clientIsGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Unexpected.report(channel, cause);
        Ends.close(channel);
    }

    @Override
    public void tick(long now) {
        if (exchange != null) {
            exchange.tick(now);
            return;
        }
        switch (phase.due(now)) {
            case NOTHING -> {}
            case SAY_SO -> {
                send(Reply.of(408, "the request's head did not come in time").toBytes(true, true));
                endAfterAnswer();
            }
            case CLOSE -> Ends.close(channel);
        }
    }

    @Override
    public void left(Member member) {
        // The exchange goes on; its upstream knows.
    }

    @Override
    public void cut(Member member) {
        // So does it of this.
    }

    @Override
    public void finish() {
        lastRequest = true;
        if (phase.isIdle()) {
            Ends.close(channel);
        }
    }

    boolean isLastRequest() {
        return lastRequest;
    }

    @Override
    public void abort() {
        Ends.close(channel);
    }
}
