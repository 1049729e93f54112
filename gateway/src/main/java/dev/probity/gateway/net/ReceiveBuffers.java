package dev.probity.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// Has every read of one loop use the same few large buffers.
///
/// Neither an allocator nor a guess about the next size is needed. This is worth a third of the
/// cost of a 64 KiB body.
final class ReceiveBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int SIZE = 64 * 1024; // more does not stay in the cache
    private static final int KEPT = 8; // 512 KiB for each loop at most
    private static final int SIZE_WHEN_BUSY = 16 * 1024; // slow peers hold these: keep them small
    private static final int READS_IN_A_ROW = 4; // then the next connection gets its turn

    private final RecycledBuffers buffers = new RecycledBuffers(KEPT, SIZE);

    ReceiveBuffers() {
        super(READS_IN_A_ROW);
    }

    @Override
    @SuppressWarnings("deprecation") // Netty's own subclasses do the same
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return SIZE;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return buffers.take(allocator, SIZE_WHEN_BUSY);
            }
        };
    }

    void release() {
        buffers.release();
    }
}
