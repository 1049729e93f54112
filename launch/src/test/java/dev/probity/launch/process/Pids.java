package dev.probity.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Process ids that test programs write into files, and whether anybody of them lives.
final class Pids {

    private Pids() {}

    static List<Long> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream().map(String::strip).map(Long::valueOf).toList();
    }

    /// A zombie is dead: its parent has only not fetched it yet.
    static boolean noneAlive(List<Long> pids) {
        return pids.stream().noneMatch(ProcessTable::alive);
    }
}
