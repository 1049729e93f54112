package dev.probity.launch.container;

import dev.probity.launch.container.rest.Call;
import dev.probity.launch.container.rest.EngineProblem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// Writes a tar archive in the format of POSIX.1-1988, with GNU's entries for long names.
final class TarWriter {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final int CHUNK = 64 * 1024;

    private static final int NAME = 0;
    private static final int MODE = 100;
    private static final int OWNER = 108;
    private static final int GROUP = 116;
    private static final int SIZE = 124;
    private static final int TIME = 136;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int TARGET = 157;
    private static final int MAGIC = 257;

    private final Call.Sink sink;

    TarWriter(Call.Sink sink) {
        this.sink = sink;
    }

    private record Entry(char type, String name, String target, int mode, long time, long size) {}

    void directory(String name, Path directory) throws IOException, EngineProblem {
        head(new Entry('5', name + "/", "", mode(directory), time(directory), 0));
    }

    void link(String name, Path target) throws EngineProblem {
        head(new Entry('2', name, target.toString(), 0777, 0, 0));
    }

    void file(String name, Path file) throws IOException, EngineProblem {
        long size = Files.size(file);
        head(new Entry('0', name, "", mode(file), time(file), size));
        long left = size;
        byte[] chunk = new byte[CHUNK];
        try (InputStream content = Files.newInputStream(file)) {
            while (left > 0) {
                int count = content.read(chunk, 0, (int) Math.min(CHUNK, left));
                if (count < 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                sink.write(chunk, count);
                left -= count;
            }
        }
        pad(size);
    }

    void end() throws EngineProblem {
        sink.write(new byte[2 * BLOCK], 2 * BLOCK);
    }

    private void head(Entry entry) throws EngineProblem {
        longText('L', entry.name());
        longText('K', entry.target());
        byte[] head = new byte[BLOCK];
        put(head, NAME, LONGEST_NAME, entry.name());
        octal(head, MODE, 8, entry.mode());
        octal(head, OWNER, 8, 0);
        octal(head, GROUP, 8, 0);
        octal(head, SIZE, 12, entry.size());
        octal(head, TIME, 12, entry.time());
        head[TYPE] = (byte) entry.type();
        put(head, TARGET, LONGEST_NAME, entry.target());
        put(head, MAGIC, 8, "ustar  ");
        put(head, CHECKSUM, 8, "        ");
        int sum = 0;
        for (byte each : head) {
            sum += each & 0xFF;
        }
        octal(head, CHECKSUM, 8, sum);
        sink.write(head, BLOCK);
    }

    private void longText(char type, String text) throws EngineProblem {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_NAME) {
            head(new Entry(type, "././@LongLink", "", 0, 0, bytes.length + 1L));
            sink.write(bytes, bytes.length);
            sink.write(new byte[1], 1);
            pad(bytes.length + 1L);
        }
    }

    private void pad(long size) throws EngineProblem {
        int missing = (int) ((BLOCK - size % BLOCK) % BLOCK);
        sink.write(new byte[missing], missing);
    }

    private static void put(byte[] head, int at, int room, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, head, at, Math.min(room, bytes.length));
    }

    /// In digits, as long as they fit; a file of 8 GiB and more needs GNU's binary form.
    private static void octal(byte[] head, int at, int room, long number) {
        String digits = Long.toOctalString(number);
        if (digits.length() < room) {
            put(head, at, room, "0".repeat(room - 1 - digits.length()) + digits);
            return;
        }
        long left = number;
        for (int index = room - 1; index > 0; index--) {
            head[at + index] = (byte) left;
            left >>= 8;
        }
        head[at] = (byte) 0x80;
    }

    private static int mode(Path file) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return attributes.get("mode") instanceof Integer mode ? mode & 07777 : 0644;
    }

    private static long time(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis() / 1000;
    }
}
