package dev.probity.launch.container.rest;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One request and its answer, on a connection of its own. For one reading thread, which waits.
///
/// Nothing is read from the engine that was not asked for: what waits here is one read's worth.
public final class Exchange implements AutoCloseable {
    private static final Duration SENDING = Duration.ofMinutes(2);

    private final Channel channel;
    private final String name;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private int status;
    private HttpHeaders headers = EmptyHttpHeaders.INSTANCE;

    private sealed interface Part {
        record Head(int status, HttpHeaders headers) implements Part {}

        final class Bytes implements Part {
            private final byte[] bytes;

            Bytes(byte[] bytes) {
                this.bytes = bytes;
            }
        }

        record End() implements Part {}

        record Broken(String reason) implements Part {}
    }

    /// @param name for messages
    Exchange(Channel channel, String name) {
        this.channel = channel;
        this.name = name;
        channel.pipeline().addLast(new Reader());
    }

    /// Waits for the head of the answer.
    int awaitStatus(Duration limit) throws EngineProblem {
        Part part = next(limit).orElseThrow(() -> EngineProblem.late(name, limit));
        switch (part) {
            case Part.Head(int found, HttpHeaders with) -> {
                status = found;
                headers = with;
            }
            case Part.Broken(String reason) -> throw broken(reason);
            case Part.Bytes _, Part.End _ -> throw broken("it sent no answer");
        }
        return status;
    }

    public int status() {
        return status;
    }

    /// What the head of the answer says under this name.
    public Optional<String> header(String title) {
        return Optional.ofNullable(headers.get(title));
    }

    /// The next bytes of the answer; nothing at its end.
    ///
    /// @param limit how long to wait for them
    public Optional<byte[]> read(Duration limit) throws EngineProblem {
        Part part = next(limit).orElseThrow(() -> EngineProblem.late(name, limit));
        return switch (part) {
            case Part.Bytes content -> Optional.of(content.bytes);
            case Part.End _ -> Optional.empty();
            case Part.Broken(String reason) -> throw broken(reason);
            case Part.Head _ -> throw broken("it answered twice");
        };
    }

    /// Sends what goes beside HTTP: the input of a command that this exchange is attached to. Waits
    /// until it is taken, however long the command does something else, or the exchange is closed.
    public void write(byte[] bytes) throws EngineProblem {
        ChannelHandlerContext codec = channel.pipeline().context(HttpClientCodec.class);
        if (codec == null) { // as it is of a closed channel
            throw broken("the connection was closed");
        }
        try {
            result(codec.writeAndFlush(Unpooled.wrappedBuffer(bytes)).await());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw broken("interrupted");
        }
    }

    /// Sends the end of that input; the answer goes on.
    public void endInput() {
        if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
        }
    }

    void send(Object message) throws EngineProblem {
        await(channel.writeAndFlush(message));
    }

    /// Cuts the connection; whoever reads is told. May be called by any thread.
    @Override
    public void close() {
        var _ = channel.close();
    }

    private void await(ChannelFuture sent) throws EngineProblem {
        try {
            if (!sent.await(SENDING.toMillis())) {
                close();
                throw EngineProblem.late(name, SENDING);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw broken("interrupted");
        }
        result(sent);
    }

    private void result(ChannelFuture sent) throws EngineProblem {
        if (!sent.isSuccess()) {
            throw broken(String.valueOf(sent.cause().getMessage()));
        }
    }

    private EngineProblem broken(String reason) {
        return EngineProblem.noAnswer("the container engine broke off " + name + ": " + reason);
    }

    private Optional<Part> next(Duration limit) throws EngineProblem {
        Part part = parts.poll();
        if (part != null) {
            return Optional.of(part);
        }
        channel.read();
        try {
            return Optional.ofNullable(parts.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw broken("interrupted");
        }
    }

    private final class Reader extends SimpleChannelInboundHandler<HttpObject> {
        private boolean passed;

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpResponse response) {
                pass(new Part.Head(response.status().code(), response.headers()));
            }
            if (message.decoderResult().isFailure()) {
                pass(new Part.Broken("unreadable: " + message.decoderResult().cause()));
            }
            if (message instanceof HttpContent content && content.content().isReadable()) {
                pass(new Part.Bytes(ByteBufUtil.getBytes(content.content())));
            }
            if (message instanceof LastHttpContent) {
                pass(new Part.End());
            }
        }

        private void pass(Part part) {
            passed = true;
            parts.add(part);
        }

        /// A read that brought nothing whole is repeated: somebody waits for it.
        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (!passed) {
                context.read();
            }
            passed = false;
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            parts.add(new Part.Broken("the connection was closed"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            parts.add(new Part.Broken(String.valueOf(cause.getMessage())));
            var _ = context.close();
        }
    }
}
