package dev.probity.control.web;

import dev.probity.runtime.StateDirectory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// What programs prove themselves with: a file that only its owner can read, new with each run.
final class ProgramToken implements AutoCloseable {
    private final Path file;
    private final String digest;

    private ProgramToken(Path file, String digest) {
        this.file = file;
        this.digest = digest;
    }

    static ProgramToken write(StateDirectory state) throws IOException {
        Path file = state.token();
        Files.deleteIfExists(file); // a run that was killed has left it
        String secret = Secrets.next();
        // Made with its rights, not given them afterwards: nobody reads it in between.
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        state.onlyForOwner())) {
            var bytes = StandardCharsets.US_ASCII.encode(secret + "\n");
            while (bytes.hasRemaining()) {
                var _ = channel.write(bytes);
            }
        }
        return new ProgramToken(file, Secrets.digest(secret));
    }

    boolean is(String secret) {
        return digest.equals(Secrets.digest(secret));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
