package dev.probity.launch.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.List;

/// A place in a replica's log, at the beginning of a line.
///
/// @param file its number
/// @param offset in bytes
record LogPlace(long file, long offset) {

    private static final int BLOCK = 64 * 1024;

    static LogPlace beginning(LogFiles files) throws IOException {
        List<Long> numbers = files.numbers();
        return new LogPlace(numbers.isEmpty() ? 1 : numbers.getFirst(), 0);
    }

    /// Where the last lines begin, found from the end backwards.
    static LogPlace beforeLast(int lines, LogFiles files) throws IOException {
        LogPlace place = beginning(files);
        long missing = lines;
        for (long file : files.numbers().reversed()) {
            try (FileChannel channel = FileChannel.open(files.path(file))) {
                Found found = last(missing, channel);
                place = new LogPlace(file, found.offset);
                missing -= found.lines;
            } catch (NoSuchFileException _) {
                return place; // rotated away meanwhile
            }
            if (missing == 0) {
                return place;
            }
        }
        return place;
    }

    private record Found(long offset, long lines) {}

    private static Found last(long wanted, FileChannel channel) throws IOException {
        long size = channel.size();
        if (wanted == 0 || size == 0) {
            return new Found(size, 0);
        }
        long lines = 0;
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        // The file's last byte ends its last line; the line begins behind the end before it.
        for (long end = size - 1; end > 0; end -= block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, end));
            long start = end - block.limit();
            channel.read(block, start);
            for (int at = block.limit() - 1; at >= 0; at--) {
                if (block.get(at) == '\n' && ++lines == wanted) {
                    return new Found(start + at + 1, lines);
                }
            }
        }
        return new Found(0, lines + 1);
    }
}
