package dev.probity.gateway.wire;

import io.netty.buffer.ByteBuf;

/// Where the body of one message ends. It counts; it keeps no byte.
public sealed interface Body {

    /// @return how many of the buffer's next bytes belong to the body; all of them, or up to its
    ///   end
    /// @throws BadMessage when the framing is broken
    int take(ByteBuf buffer);

    boolean isDone();

    static Body none() {
        return None.NONE;
    }

    static Body counted(long length) {
        return length == 0 ? None.NONE : new Counted(length);
    }

    static Body chunked() {
        return new Chunked();
    }

    static Body untilClose() {
        return UntilClose.UNTIL_CLOSE;
    }

    /// There is none.
    enum None implements Body {
        NONE;

        @Override
        public int take(ByteBuf buffer) {
            return 0;
        }

        @Override
        public boolean isDone() {
            return true;
        }
    }

    /// Its length was said beforehand.
    final class Counted implements Body {
        private long remaining;

        Counted(long length) {
            remaining = length;
        }

        @Override
        public int take(ByteBuf buffer) {
            int taken = (int) Math.min(remaining, buffer.readableBytes());
            remaining -= taken;
            return taken;
        }

        @Override
        public boolean isDone() {
            return remaining == 0;
        }
    }

    /// It comes in chunks, the last of which is empty.
    final class Chunked implements Body {
        private final ChunkReader reader = new ChunkReader();

        @Override
        public int take(ByteBuf buffer) {
            int start = buffer.readerIndex();
            int end = buffer.writerIndex();
            int at = start;
            while (at < end && !reader.isDone()) {
                at = reader.read(buffer, at, end);
            }
            return at - start;
        }

        /// Like {@link #take}, and copies what is neither a chunk's size nor a trailer.
        public int unwrap(ByteBuf buffer, ByteBuf out) {
            int start = buffer.readerIndex();
            int end = buffer.writerIndex();
            int at = start;
            while (at < end && !reader.isDone()) {
                boolean data = reader.isAtData();
                int next = reader.read(buffer, at, end);
                if (data) {
                    out.writeBytes(buffer, at, next - at);
                }
                at = next;
            }
            return at - start;
        }

        @Override
        public boolean isDone() {
            return reader.isDone();
        }
    }

    /// It ends with the connection.
    enum UntilClose implements Body {
        UNTIL_CLOSE;

        @Override
        public int take(ByteBuf buffer) {
            return buffer.readableBytes();
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }
}
