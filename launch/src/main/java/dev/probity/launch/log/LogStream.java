package dev.probity.launch.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Lines of any text, kept in a folder as replicas' output is: in numbered files, of which the
/// oldest goes when another one is full.
public final class LogStream extends OutputStream {

    /// A line that is longer comes in pieces.
    private static final int LONGEST = 64 * 1024;

    private final LogWriter writer;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(); // guarded by this

    public LogStream(Path folder, LogLimits limits) {
        this.writer = new LogWriter(new LogFiles(folder), limits);
    }

    @Override
    public synchronized void write(int single) throws IOException {
        begun.write(single);
        if (single == '\n' || begun.size() == LONGEST) {
            keep();
        }
    }

    /// Without effect in the middle of a line: files end with whole ones.
    @Override
    public void flush() {}

    @Override
    public synchronized void close() throws IOException {
        try {
            keep();
        } finally {
            writer.close();
        }
    }

    private void keep() throws IOException {
        ByteBuffer line = ByteBuffer.wrap(begun.toByteArray());
        begun.reset();
        if (line.hasRemaining()) {
            writer.append(line);
        }
    }
}
