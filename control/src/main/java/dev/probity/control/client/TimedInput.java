package dev.probity.control.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Reads and writes a socket, neither for longer than a limit. Socket channels know no time-outs of
/// their own.
final class TimedInput implements AutoCloseable {
    private static final int LONGEST_LINE = 8192;

    private final SocketChannel channel;
    private final Selector selector;
    private final Duration limit;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024).flip();

    TimedInput(SocketChannel channel, Duration limit) throws IOException {
        this.channel = channel;
        this.limit = limit;
        this.selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /// -1 at the end.
    int read() throws IOException {
        while (!buffer.hasRemaining()) {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            if (count < 0) {
                return -1;
            }
            if (count == 0) {
                await(SelectionKey.OP_READ);
            }
        }
        return buffer.get() & 0xff;
    }

    /// Without its end.
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = read(); next != '\n'; next = read()) {
            if (next < 0) {
                throw new EOFException("Probity ended without an answer");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("the answer is not HTTP");
            }
            line.append((char) next);
        }
        int length = line.length();
        boolean ended = length > 0 && line.charAt(length - 1) == '\r';
        return ended ? line.substring(0, length - 1) : line.toString();
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private void await(int operation) throws IOException {
        channel.keyFor(selector).interestOps(operation);
        if (selector.select(limit.toMillis()) == 0) {
            throw new SilentException(limit);
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
