package dev.probity.launch.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The end of a replica's log: whole lines are put at it, or nothing is.
final class LogFile implements AutoCloseable {

    private final LogFiles files;
    private final LogLimits limits;
    private final FileChannel channel;
    private final long number;

    /// Goes on where an earlier run stopped; a line that it left torn gets an end.
    static LogFile open(LogFiles files, LogLimits limits) throws IOException {
        Files.createDirectories(files.directory());
        List<Long> numbers = files.numbers();
        var file = new LogFile(files, limits, numbers.isEmpty() ? 1 : numbers.getLast());
        try {
            file.endTornLine();
        } catch (IOException broken) {
            file.close();
            throw broken;
        }
        return file;
    }

    private LogFile(LogFiles files, LogLimits limits, long number) throws IOException {
        this.files = files;
        this.limits = limits;
        this.number = number;
        this.channel =
                FileChannel.open(
                        files.path(number),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        channel.position(channel.size());
    }

    boolean isFull() throws IOException {
        return channel.position() >= limits.fileBytes();
    }

    /// The next file, and room for it. This one is closed.
    LogFile next() throws IOException {
        var next = new LogFile(files, limits, number + 1);
        close();
        for (long old : files.numbers()) {
            if (old <= number + 1 - limits.files()) {
                delete(old);
            }
        }
        return next;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void append(ByteBuffer lines) throws IOException {
        long whole = channel.position();
        try {
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
        } catch (IOException broken) {
            // A full disk takes a part: what is there must stay whole lines.
            channel.truncate(whole);
            throw broken;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void delete(long old) {
        try {
            Files.deleteIfExists(files.path(old));
        } catch (IOException _) {
            // it goes with the next one
        }
    }

    private void endTornLine() throws IOException {
        if (channel.size() > 0) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            if (last.get(0) != '\n') {
                append(ByteBuffer.wrap(new byte[] {'\n'}));
            }
        }
    }
}
