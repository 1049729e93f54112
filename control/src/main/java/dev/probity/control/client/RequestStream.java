package dev.probity.control.client;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.control.http.Json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A request that goes on line by line, for as long as its connection is open.
public final class RequestStream {
    /// A selector is not told when its channel is closed.
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final ByteBuffer END =
            ByteBuffer.wrap("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

    private final SocketChannel channel;

    private RequestStream(SocketChannel channel) {
        this.channel = channel;
    }

    static RequestStream on(SocketChannel channel) {
        return new RequestStream(channel);
    }

    /// Waits for as long as nobody takes it.
    ///
    /// @throws IOException when the connection has ended, as it does with the answer
    public void write(JsonNode line) throws IOException {
        write(chunk(Json.text(line)));
    }

    /// The last line was the last.
    public void end() throws IOException {
        write(END.duplicate());
    }

    /// `<size in hex> CR LF <line> LF CR LF`
    static ByteBuffer chunk(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        String size = Integer.toHexString(bytes.length + 1) + "\r\n";
        return ByteBuffer.allocate(size.length() + bytes.length + 3)
                .put(size.getBytes(StandardCharsets.US_ASCII))
                .put(bytes)
                .put("\n\r\n".getBytes(StandardCharsets.US_ASCII))
                .flip();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await();
            }
        }
    }

    /// With a selector of its own, because another thread waits for the answer meanwhile.
    private void await() throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (selector.select(LOOK.toMillis()) == 0) {
                if (!channel.isOpen()) {
                    throw new ClosedChannelException();
                }
            }
        }
    }
}
