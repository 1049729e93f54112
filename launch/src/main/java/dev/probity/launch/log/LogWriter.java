package dev.probity.launch.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Writes a log over its files. One that could not be opened, or has broken, is tried anew.
final class LogWriter implements AutoCloseable {

    private final LogFiles files;
    private final LogLimits limits;
    private Optional<LogFile> file = Optional.empty();

    LogWriter(LogFiles files, LogLimits limits) {
        this.files = files;
        this.limits = limits;
    }

    /// All of it, or nothing.
    void append(ByteBuffer lines) throws IOException {
        try {
            writable().append(lines);
        } catch (IOException broken) {
            file = file.filter(LogFile::isOpen);
            throw broken;
        }
    }

    @Override
    public void close() {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException _) {
            // every write was complete before
        }
        file = Optional.empty();
    }

    private LogFile writable() throws IOException {
        LogFile now = file.isPresent() ? file.get() : LogFile.open(files, limits);
        file = Optional.of(now);
        if (now.isFull()) {
            file = Optional.of(now.next());
        }
        return file.get();
    }
}
