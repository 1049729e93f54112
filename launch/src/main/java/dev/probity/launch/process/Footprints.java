package dev.probity.launch.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The directory with a file for each running incarnation.
final class Footprints {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path directory;

    Footprints(Path directory) {
        this.directory = directory;
    }

    /// A disk that is full must not stop a launch: the guard and the kernel's signal remain.
    void leave(String incarnation, ProcessHandle process, Supervision supervision) {
        var footprint =
                new Footprint(
                        incarnation,
                        process.pid(),
                        started(process),
                        boot(),
                        supervision.run(),
                        supervision.controlGroup().map(Path::toString).orElse(""));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(incarnation), footprint.text());
        } catch (IOException broken) {
            System.getLogger(Footprints.class.getName())
                    .log(System.Logger.Level.WARNING, "no record of {0}: {1}", incarnation, broken);
        }
    }

    void erase(String incarnation) {
        try {
            Files.deleteIfExists(directory.resolve(incarnation));
        } catch (IOException _) {
            // the next sweep finds that its process is gone
        }
    }

    /// What earlier runs left; files that cannot be read are removed with the rest.
    List<Footprint> all() {
        List<Footprint> all = new ArrayList<>();
        for (Path file : files()) {
            try {
                Footprint.parse(Files.readString(file)).ifPresent(all::add);
            } catch (IOException _) {
                // torn or gone: it tells nothing
            }
        }
        return all;
    }

    void eraseAll() {
        files().forEach(file -> erase(file.getFileName().toString()));
    }

    /// The number that tells a process from a later one with the same pid.
    static long started(ProcessHandle process) {
        Optional<ProcessTable.Entry> entry = ProcessTable.entry(process.pid());
        if (entry.isPresent()) {
            return entry.get().started();
        }
        return process.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
    }

    static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(files::add);
            } catch (IOException _) {
                return files;
            }
        }
        return files;
    }
}
