package dev.probity.gateway.http;

import dev.probity.gateway.net.Ends;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// What a client has sent ahead of its turn. While there is something, nothing more is read.
final class Held {
    // One read, and what the system had buffered when the client closed its sending side.
    private static final int MOST = 8 << 20;

    private final Channel channel;
    private @Nullable ByteBuf bytes;
    private boolean giving;

    Held(Channel channel) {
        this.channel = channel;
    }

    boolean isEmpty() {
        return bytes == null;
    }

    /// Keeps a copy of the rest of the buffer, which itself is wanted for the next read.
    void add(ByteBuf buffer) {
        channel.config().setAutoRead(false);
        if (giving) {
            return; // it is the buffer that is held already
        }
        ByteBuf before = bytes;
        if (before == null) {
            before = channel.alloc().buffer(buffer.readableBytes());
            bytes = before;
        }
        if (before.readableBytes() + buffer.readableBytes() > MOST) {
            Ends.reset(channel);
            return;
        }
        before.writeBytes(buffer);
    }

    /// @param receiver reads as much as it can use now, and adds the rest again
    void takeAll(Consumer<ByteBuf> receiver) {
        ByteBuf all = bytes;
        if (all == null) {
            return;
        }
        giving = true;
        try {
            receiver.accept(all);
        } finally {
            giving = false;
        }
        if (bytes != null && !all.isReadable()) {
            clear();
        }
    }

    void clear() {
        ByteBuf all = bytes;
        bytes = null;
        if (all != null) {
            all.release();
        }
    }
}
