package dev.probity.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The segments of a journal's folder, numbered in the order of writing.
final class Segments {
    private static final Pattern NAME = Pattern.compile("journal-(\\d{1,18})\\.jsonl");

    private final Path directory;

    Segments(Path directory) {
        this.directory = directory;
    }

    /// Oldest first.
    List<Path> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> number(file) > 0)
                    .sorted((one, other) -> Long.compare(number(one), number(other)))
                    .toList();
        }
    }

    /// Makes room first, so that a full disk has a chance to take the new segment.
    OutputStream next(int keep) throws IOException {
        Files.createDirectories(directory);
        List<Path> present = all();
        long last = present.isEmpty() ? 0 : number(present.getLast());
        for (Path old : present.subList(0, Math.max(0, present.size() - keep + 1))) {
            Files.deleteIfExists(old);
        }
        String name = String.format(Locale.ROOT, "journal-%06d.jsonl", last + 1);
        return Files.newOutputStream(
                directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static long number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
    }
}
