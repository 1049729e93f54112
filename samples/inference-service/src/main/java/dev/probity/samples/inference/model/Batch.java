package dev.probity.samples.inference.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// Items for one run of a model, outside of the heap, where the runtime reads them without a copy.
public final class Batch {
    private final FloatBuffer numbers;
    private final int count;

    private Batch(FloatBuffer numbers, int count) {
        this.numbers = numbers;
        this.count = count;
    }

    /// @param length how many of the numbers count
    public static Batch of(float[] numbers, int length, int count) {
        FloatBuffer direct =
                ByteBuffer.allocateDirect(length * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        direct.put(0, numbers, 0, length);
        return new Batch(direct, count);
    }

    public int count() {
        return count;
    }

    FloatBuffer numbers() {
        return numbers.duplicate();
    }
}
