package dev.probity.samples.mlplatform.registry;

import dev.probity.samples.mlplatform.registry.RegistryProblem.Code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of models, below one folder that no path leads out of.
record Artifacts(Path root) {

    /// @param size in bytes; 0 for a folder
    record Entry(String name, boolean folder, long size) {}

    /// @throws RegistryProblem when it leads elsewhere
    Path resolve(String path) {
        Path inside = root.resolve(path).normalize();
        boolean strays = path.startsWith("/") || path.contains("..") || path.contains("\\");
        if (strays || !inside.startsWith(root)) {
            throw new RegistryProblem(Code.INVALID_PARAMETER_VALUE, "Invalid path");
        }
        return inside;
    }

    byte[] read(String path) throws IOException {
        Path file = resolve(path);
        if (Files.isDirectory(file)) {
            throw new RegistryProblem(Code.INVALID_PARAMETER_VALUE, "Path is a directory");
        }
        if (!Files.isRegularFile(file)) {
            throw new RegistryProblem(Code.RESOURCE_DOES_NOT_EXIST, "No such artifact: " + path);
        }
        return Files.readAllBytes(file);
    }

    List<Entry> list(String path) throws IOException {
        Path folder = resolve(path);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Artifacts::entry).toList();
        }
    }

    private static Entry entry(Path file) {
        boolean folder = Files.isDirectory(file);
        long size = folder ? 0 : file.toFile().length();
        return new Entry(String.valueOf(file.getFileName()), folder, size);
    }

    void write(String path, byte[] bytes) throws IOException {
        Path file = resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
