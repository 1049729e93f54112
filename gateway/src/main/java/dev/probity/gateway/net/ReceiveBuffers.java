package dev.probity.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// Gives every read of one loop the same few large buffers, again and again.
///
/// What is read is nearly always written to the other side before the next read. So the buffer is
/// free again by then, still warm in the processor's cache, and neither an allocator nor a guess
/// about the next size is needed. This is worth a third of the cost of a 64 KiB body. A buffer that
/// a slow peer has not taken yet is simply passed over until it is free.
final class ReceiveBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int SIZE = 64 * 1024; // more does not stay in the cache
    private static final int KEPT = 8; // 512 KiB for each loop at most
    private static final int SIZE_WHEN_BUSY = 16 * 1024; // slow peers hold these: keep them small
    private static final int READS_IN_A_ROW = 4; // then the next connection gets its turn

    private final ByteBuf[] kept = new ByteBuf[KEPT];
    private final ByteBufAllocator keptBy = new UnpooledByteBufAllocator(true, true);
    private int filled;

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
                return take(allocator);
            }
        };
    }

    private ByteBuf take(ByteBufAllocator allocator) {
        for (int i = 0; i < filled; i++) {
            ByteBuf buffer = kept[i];
            // One reference is ours; anybody else's means that it is still being written.
            if (buffer.refCnt() == 1) {
                return buffer.clear().retain();
            }
        }
        if (filled < KEPT) {
            ByteBuf buffer = keptBy.directBuffer(SIZE, SIZE);
            kept[filled++] = buffer;
            return buffer.retain();
        }
        return allocator.directBuffer(SIZE_WHEN_BUSY);
    }

    void release() {
        for (int i = 0; i < filled; i++) {
            kept[i].release();
        }
        filled = 0;
    }
}
