package dev.probity.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// One who speaks to the socket byte by byte, well or badly.
final class Peer implements AutoCloseable {
    private final SocketChannel channel;

    private Peer(SocketChannel channel) {
        this.channel = channel;
    }

    static Peer connect(Path socket) throws IOException {
        return connect(UnixDomainSocketAddress.of(socket));
    }

    static Peer connect(SocketAddress address) throws IOException {
        return new Peer(SocketChannel.open(address));
    }

    Peer say(String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    /// As much as fits, until the other side takes no more.
    Peer sayUntilFull(String text) throws IOException {
        channel.configureBlocking(false);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining() && channel.write(bytes) > 0) {
            Thread.onSpinWait();
        }
        channel.configureBlocking(true);
        return this;
    }

    /// Everything up to a text, or up to the end.
    String hear(String until) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        try {
            while (channel.read(one) > 0) {
                heard.write(one.array()[0]);
                one.clear();
                if (heard.toString(StandardCharsets.UTF_8).endsWith(until)) {
                    break;
                }
            }
        } catch (SocketException _) {
            // It was closed before everything that was said had been read: an end, too.
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    String hearAll() throws IOException {
        return hear("\u0000");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
