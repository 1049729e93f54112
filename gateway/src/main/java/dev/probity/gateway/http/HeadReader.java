package dev.probity.gateway.http;

import dev.probity.gateway.wire.BadMessage;
import dev.probity.gateway.wire.Head;
import dev.probity.gateway.wire.HeadBytes;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// Collects the heads of one connection, in however many pieces each of them comes.
final class HeadReader {
    private @Nullable HeadBytes started;

    /// A head has begun and is not whole.
    boolean isInside() {
        return started != null;
    }

    /// @return true when the head is whole; the buffer is then behind it
    /// @throws BadMessage for a head that is refused or too long
    boolean read(ByteBuf buffer, Head head, HttpLoop loop) {
        HeadBytes bytes = started == null ? loop.reading() : started;
        int before = bytes.length();
        int most = loop.limits().headBytes();
        int added = Math.min(buffer.readableBytes(), most - before);
        bytes.add(buffer, added);
        int end = head.read(bytes);
        if (end != Head.INCOMPLETE) {
            buffer.skipBytes(end - before);
            started = null;
            return true;
        }
        if (bytes.length() == most) {
            throw new BadMessage(431, "the head is longer than %d bytes".formatted(most));
        }
        buffer.skipBytes(added);
        // Only a head that comes in pieces costs memory of its own.
        started = started == null ? bytes.copy() : bytes;
        return false;
    }
}
