package dev.probity.control.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// What programs prove themselves with: a file that only its owner can read, new with each run.
final class ProgramToken implements AutoCloseable {
    private final Path file;
    private final String digest;

    private ProgramToken(Path file, String digest) {
        this.file = file;
        this.digest = digest;
    }

    static ProgramToken write(Path file) throws IOException {
        Files.deleteIfExists(file); // a run that was killed has left it
        String secret = Secrets.next();
        // Made with its rights, not given them afterwards: nobody reads it in between.
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        onlyForOwner(file))) {
            var bytes = StandardCharsets.US_ASCII.encode(secret + "\n");
            while (bytes.hasRemaining()) {
                var _ = channel.write(bytes);
            }
        }
        return new ProgramToken(file, Secrets.digest(secret));
    }

    private static FileAttribute<?>[] onlyForOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    boolean is(String secret) {
        return digest.equals(Secrets.digest(secret));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
