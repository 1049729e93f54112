package dev.probity.control.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The body of a streamed answer. Each write waits until the system has taken it, so a client that
/// reads slowly slows its own stream and nobody else, and one that does not read is left.
public final class BodyStream {
    /// Longer than any pause of a client that still reads.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Channel channel;

    BodyStream(Channel channel) {
        this.channel = channel;
    }

    /// @throws IOException when the client has gone, or does not read
    public void write(String text) throws IOException, InterruptedException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IOException when the client has gone, or does not read
    public void write(byte[] bytes) throws IOException, InterruptedException {
        ChannelFuture written =
                channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
        if (!written.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            var _ = channel.close();
            throw new IOException("the client has not read for " + PATIENCE.toSeconds() + " s");
        }
        if (!written.isSuccess()) {
            throw new IOException("the client has gone", written.cause());
        }
    }

    /// Runs once, when the client leaves or the stream ends.
    public void onClose(Runnable action) {
        var _ = channel.closeFuture().addListener(_ -> action.run());
    }

    /// Whether somebody still listens.
    public boolean isOpen() {
        return channel.isActive();
    }
}
