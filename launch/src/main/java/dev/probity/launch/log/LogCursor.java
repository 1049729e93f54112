package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// Reads one replica's log forward, over its files, as far as it is written.
final class LogCursor implements AutoCloseable {

    /// More than the longest line, so that every read has a whole one.
    private static final int BLOCK = 128 * 1024;

    private final ReplicaId replica;
    private final LogFiles files;
    private final ArrayDeque<LogEntry> read = new ArrayDeque<>();
    private LogPlace place;
    private Instant last = Instant.EPOCH;
    private Optional<FileChannel> channel = Optional.empty();

    LogCursor(ReplicaId replica, LogFiles files, LogPlace start) {
        this.replica = replica;
        this.files = files;
        this.place = start;
    }

    /// The entry that {@link #next} takes; empty when nothing more is written yet.
    Optional<LogEntry> peek() throws IOException {
        while (read.isEmpty() && (readOn() || moveOn())) {}
        return Optional.ofNullable(read.peek());
    }

    LogEntry next() {
        return read.remove();
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }

    /// @return whether anything was read
    private boolean readOn() throws IOException {
        if (channel.isEmpty()) {
            channel = open(place.file());
        }
        if (channel.isEmpty()) {
            return false;
        }
        long unread = channel.get().size() - place.offset();
        if (unread <= 0) {
            return false;
        }
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, unread));
        int count = channel.get().read(block, place.offset());
        if (count <= 0) {
            return false;
        }
        // A line without an end is read again later: its writer may still take it back.
        int start = 0;
        byte[] bytes = block.array();
        for (int at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                String line = new String(bytes, start, at - start, StandardCharsets.UTF_8);
                LogFormat.parse(line, replica).ifPresent(this::add);
                start = at + 1;
            }
        }
        place = new LogPlace(place.file(), place.offset() + start);
        return start > 0;
    }

    private void add(LogEntry entry) {
        last = entry.at();
        read.add(entry);
    }

    /// @return whether there is another file to read
    private boolean moveOn() throws IOException {
        List<Long> later =
                files.numbers().stream().filter(number -> number > place.file()).toList();
        if (later.isEmpty()) {
            return false;
        }
        // The writer has moved on, but it may have written here since this reader looked last.
        if (channel.isPresent() && readOn()) {
            return true;
        }
        boolean skips = later.getFirst() > place.file() + 1 && !last.equals(Instant.EPOCH);
        if (skips) {
            read.add(new LogEntry.Gap(last, replica, 0, "rotated away before it was read"));
        }
        close();
        channel = Optional.empty();
        place = new LogPlace(later.getFirst(), 0);
        return true;
    }

    private Optional<FileChannel> open(long file) throws IOException {
        try {
            return Optional.of(FileChannel.open(files.path(file)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
