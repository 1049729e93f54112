package dev.probity.cli.find;

import dev.probity.cli.terminal.Failure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where an application's file is, when a folder is named or nothing at all.
public final class SpecFiles {
    /// Probity's own name comes first: a folder may keep the file that it was made from.
    private static final List<String> NAMES =
            List.of(
                    "probity.yaml",
                    "probity.yml",
                    "tye.yaml",
                    "tye.yml",
                    "compose.yaml",
                    "compose.yml",
                    "docker-compose.yaml",
                    "docker-compose.yml");

    private SpecFiles() {}

    /// @param named a file or a folder, relative to the directory; nothing means the directory
    /// @return absolute
    /// @throws Failure of usage when there is none
    public static Path find(Optional<Path> named, Path directory) {
        Path path = named.map(directory::resolve).orElse(directory).normalize();
        if (Files.isDirectory(path)) {
            return inFolder(path)
                    .orElseThrow(() ->
                            Failure.usage(
                                    "there is no " + String.join(", ", NAMES) + " in " + path));
        }
        if (!Files.exists(path)) {
            throw Failure.usage("there is no file " + path);
        }
        return path;
    }

    public static Optional<Path> inFolder(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }
}
