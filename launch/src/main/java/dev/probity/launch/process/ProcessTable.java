package dev.probity.launch.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What Linux tells about its processes, in /proc.
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

    private ProcessTable() {}

    /// One process.
    ///
    /// @param state a letter; Z is a zombie, which is dead and only not yet fetched by its parent
    /// @param started in clock ticks after boot: with the pid it names a process for good
    /// @param ticks of processor time, in user and in kernel mode
    /// @param pages that are in memory
    record Entry(
            long pid,
            char state,
            long parent,
            long group,
            long session,
            long started,
            long ticks,
            long pages) {

        boolean alive() {
            return state != 'Z' && state != 'X';
        }
    }

    /// All that can be seen now. One that ends meanwhile may be missing.
    static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                entry(Long.parseLong(folder.getFileName().toString())).ifPresent(entries::add);
            }
        } catch (IOException _) {
            return entries;
        }
        return entries;
    }

    static Optional<Entry> entry(long pid) {
        try {
            return parse(Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Whether it has certainly forked nothing that is still its child.
    static boolean childless(long pid) {
        try {
            return Files.readString(file(pid, "task/" + pid + "/children")).isBlank();
        } catch (IOException _) {
            return false; // not every kernel tells
        }
    }

    static boolean alive(long pid) {
        return entry(pid).filter(Entry::alive).isPresent();
    }

    /// Whether a text occurs in the environment that the process was started with.
    static boolean marked(long pid, String mark) {
        try {
            byte[] environment = Files.readAllBytes(file(pid, "environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException _) {
            return false; // another user's, or gone
        }
    }

    // 4121 (name of (any) kind) S 1 4121 4121 0 -1 …; the state is field 3 of proc_pid_stat(5).
    static Optional<Entry> parse(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 1 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 1).strip().split(" ");
        if (fields.length < 22) {
            return Optional.empty();
        }
        return Optional.of(
                new Entry(
                        Long.parseLong(stat.substring(0, open).strip()),
                        fields[0].charAt(0),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        Long.parseLong(fields[19]),
                        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                        Long.parseLong(fields[21])));
    }

    private static Path file(long pid, String name) {
        return PROC.resolve(Long.toString(pid)).resolve(name);
    }
}
