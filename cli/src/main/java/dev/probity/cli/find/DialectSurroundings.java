package dev.probity.cli.find;

import dev.probity.dialects.Surroundings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// This machine, for the readers of other people's files.
record DialectSurroundings(Map<String, String> environment) implements Surroundings {
    private static final long LARGEST = 1 << 20; // an env file has a few hundred lines

    DialectSurroundings {
        environment = Map.copyOf(environment);
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
