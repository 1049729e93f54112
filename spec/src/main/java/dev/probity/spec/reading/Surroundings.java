package dev.probity.spec.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a file may refer to outside of itself: variables, and other files.
public interface Surroundings {

    /// A variable of the environment in which the file is read.
    Optional<String> variable(String name);

    /// @throws IOException if there is no such file, or it is too large to be meant
    byte[] read(Path file) throws IOException;

    /// Whether a path is a program that can be run as it is.
    boolean isProgram(Path file);

    /// The environment of this program and the files of this machine.
    static Surroundings ofThisMachine() {
        return with(System.getenv());
    }

    /// These variables and the files of this machine.
    static Surroundings with(Map<String, String> variables) {
        Map<String, String> copy = Map.copyOf(variables);
        return new Surroundings() {
            private static final int MAX_BYTES = 1 << 20;

            @Override
            public Optional<String> variable(String name) {
                return Optional.ofNullable(copy.get(name));
            }

            @Override
            public byte[] read(Path file) throws IOException {
                // Opening a pipe waits for its other end, and a device may have no end.
                if (Files.exists(file) && !Files.isRegularFile(file)) {
                    throw new IOException("it is not a file");
                }
                try (var stream = Files.newInputStream(file)) {
                    byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
                    if (bytes.length > MAX_BYTES) {
                        throw new IOException("it has more than " + MAX_BYTES + " bytes");
                    }
                    return bytes;
                }
            }

            @Override
            public boolean isProgram(Path file) {
                return Files.isRegularFile(file) && Files.isExecutable(file);
            }
        };
    }
}
