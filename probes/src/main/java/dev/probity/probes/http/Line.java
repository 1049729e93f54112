package dev.probity.probes.http;

import java.util.Arrays;

/// Gathers the bytes of one line, however they arrive in pieces.
final class Line {

    /// Of a longer line only this much is kept: nothing that a probe acts on is longer.
    static final int KEPT = 16 * 1024;

    private byte[] bytes = new byte[256];
    private int length;

    /// @return where to go on; the byte before it is the line feed when the line is complete
    int take(byte[] from, int start, int end) {
        int stop = start;
        while (stop < end && from[stop] != '\n') {
            stop++;
        }
        int count = Math.min(stop - start, KEPT - length);
        if (length + count > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes, Math.max(length + count, Math.min(KEPT, 2 * bytes.length)));
        }
        System.arraycopy(from, start, bytes, length, count);
        length += count;
        return Math.min(stop + 1, end);
    }

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Without a carriage return at the end.
    int length() {
        return length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    }

    /// Whether nothing has arrived yet.
    boolean isUntouched() {
        return length == 0;
    }
}
