package dev.probity.gateway.wire;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes of a head, being collected or being written. Its array is used again and again.
public final class HeadBytes {
    private byte[] array;
    private int length;

    public HeadBytes(int capacity) {
        array = new byte[capacity];
    }

    /// The same bytes, for a head whose rest comes later.
    public HeadBytes copy() {
        var copy = new HeadBytes(Math.max(length, 256));
        copy.add(array, 0, length);
        return copy;
    }

    public int length() {
        return length;
    }

    byte[] array() {
        return array;
    }

    public void clear() {
        length = 0;
    }

    /// Copies up to so many bytes; the buffer stays as it is.
    public void add(ByteBuf from, int count) {
        reserve(count);
        from.getBytes(from.readerIndex(), array, length, count);
        length += count;
    }

    void add(byte[] from) {
        add(from, 0, from.length);
    }

    void add(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, array, length, end - start);
        length += end - start;
    }

    void add(String ascii) {
        add(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void copyTo(ByteBuf out) {
        out.writeBytes(array, 0, length);
    }

    private void reserve(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }

    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.ISO_8859_1);
    }
}
