package dev.probity.launch.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The first bytes of a stream, up to a limit.
final class Head {

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Head(int limit) {
        this.limit = limit;
    }

    synchronized void add(byte[] chunk, int count) {
        bytes.write(chunk, 0, Math.min(count, limit - bytes.size()));
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
