package dev.probity.journal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The segment that is being written.
final class SegmentFile implements Closeable {
    private static final int BUFFER = 64 << 10; // about 100 steps

    private final OutputStream out;
    private long stepBytes;
    private long unflushed;

    SegmentFile(OutputStream file) {
        out = new BufferedOutputStream(file, BUFFER);
    }

    void append(Line line) throws IOException {
        boolean step = line instanceof Line.Step;
        unflushed += step ? 1 : 0;
        byte[] text = Json.write(Line.class, line).getBytes(StandardCharsets.UTF_8);
        out.write(text);
        out.write('\n');
        stepBytes += step ? text.length + 1 : 0;
    }

    /// Hands everything to the system, which keeps it when this process is killed. A power cut may
    /// cost the last seconds: waiting for the disk at each step would cost more.
    void flush() throws IOException {
        out.flush();
        unflushed = 0;
    }

    /// The opening line does not count: a large state would leave no room for steps.
    long stepBytes() {
        return stepBytes;
    }

    /// Steps that may not have reached the system.
    long unflushed() {
        return unflushed;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
