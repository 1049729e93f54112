package dev.probity.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/// A few direct buffers of one loop that are used again and again.
///
/// A buffer is free when the only reference to it is the one kept here. What is read or built is
/// nearly always written before the next turn, so the first buffer does nearly all of the work and
/// stays warm in the processor's cache. One that a slow peer has not taken yet is passed over.
public final class RecycledBuffers {
    private final ByteBufAllocator keptBy = new UnpooledByteBufAllocator(true, true);
    private final ByteBuf[] kept;
    private final int size;
    private int filled;

    RecycledBuffers(int count, int size) {
        this.kept = new ByteBuf[count];
        this.size = size;
    }

    int size() {
        return size;
    }

    /// An empty buffer; whoever takes it releases it.
    ///
    /// @param otherwise of this size from this allocator when all are in use
    public ByteBuf take(ByteBufAllocator otherwise, int otherwiseSize) {
        for (int i = 0; i < filled; i++) {
            ByteBuf buffer = kept[i];
            if (buffer.refCnt() == 1) {
                return buffer.clear().retain();
            }
        }
        if (filled < kept.length) {
            ByteBuf buffer = keptBy.directBuffer(size, size);
            kept[filled++] = buffer;
            return buffer.retain();
        }
        return otherwise.directBuffer(otherwiseSize);
    }

    void release() {
        for (int i = 0; i < filled; i++) {
            kept[i].release();
        }
        filled = 0;
    }
}
