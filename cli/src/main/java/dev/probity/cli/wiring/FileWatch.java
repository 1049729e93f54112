package dev.probity.cli.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks at a file every now and then. Editors replace, truncate or rename what they save: the one
/// thing that they have in common is that the content differs afterwards.
final class FileWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(300);

    private final Path file;
    private final Runnable onChange;
    private final CountDownLatch closed = new CountDownLatch(1);

    private FileTime modified;
    private byte[] content;

    private FileWatch(Path file, Runnable onChange) throws IOException {
        this.file = file;
        this.onChange = onChange;
        this.modified = Files.getLastModifiedTime(file);
        this.content = Files.readAllBytes(file);
    }

    /// @param onChange run on a thread of its own, once for each change
    static FileWatch of(Path file, Runnable onChange) throws IOException {
        FileWatch watch = new FileWatch(file, onChange);
        Thread.ofVirtual().name("watch " + file.getFileName()).start(watch::follow);
        return watch;
    }

    private void follow() {
        try {
            while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            if (time.equals(modified)) {
                return;
            }
            byte[] now = Files.readAllBytes(file);
            modified = time;
            // Some editors empty the file first; an empty one is never meant.
            if (now.length > 0 && !Arrays.equals(now, content)) {
                content = now;
                onChange.run();
            }
        } catch (IOException _) {
            // Between removing the old file and renaming the new one there is none.
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
