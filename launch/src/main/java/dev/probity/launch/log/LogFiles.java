package dev.probity.launch.log;

import dev.probity.engine.ReplicaId;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of one replica's log: numbered, never renamed, so that a reader keeps its place.
///
/// @param directory `…/logs/web-1`; it need not exist
record LogFiles(Path directory) {

    private static final String ENDING = ".log";

    static LogFiles of(Path logs, ReplicaId replica) {
        return new LogFiles(logs.resolve(replica.toString()));
    }

    /// The replicas that have ever said anything.
    static List<ReplicaId> replicas(Path logs) throws IOException {
        List<ReplicaId> replicas = new ArrayList<>();
        for (Path directory : list(logs)) {
            replica(directory.getFileName().toString()).ifPresent(replicas::add);
        }
        return replicas;
    }

    /// The numbers of the files, the oldest first.
    List<Long> numbers() throws IOException {
        return list(directory).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.matches("\\d{1,18}\\.log"))
                .map(name -> Long.valueOf(name.substring(0, name.length() - ENDING.length())))
                .sorted()
                .toList();
    }

    Path path(long number) {
        return directory.resolve("%06d".formatted(number) + ENDING);
    }

    private static Optional<ReplicaId> replica(String name) {
        int dash = name.lastIndexOf('-');
        if (dash < 1 || !name.substring(dash + 1).matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int ordinal = Integer.parseInt(name.substring(dash + 1));
        return Optional.of(new ReplicaId(name.substring(0, dash), ordinal));
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
        return entries;
    }
}
