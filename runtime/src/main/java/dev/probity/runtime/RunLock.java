package dev.probity.runtime;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/// Held by the one run of an application. The system takes it away when its holder dies, however
/// that happens, so a lock is never stale; only the number in the file may be.
public final class RunLock implements AutoCloseable {
    /// Whoever asks for the {@link #holder} has the lock for a moment.
    private static final Duration GLANCES = Duration.ofMillis(300);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws AlreadyRunning with the holder's process id
    static RunLock take(Path file) throws IOException, AlreadyRunning {
        FileChannel channel = open(file);
        try {
            long end = System.nanoTime() + GLANCES.toNanos();
            while (tryLock(channel) == null) {
                if (System.nanoTime() - end > 0) {
                    throw new AlreadyRunning(pid(channel));
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
            byte[] pid =
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return new RunLock(channel);
        } catch (IOException | AlreadyRunning e) {
            channel.close();
            throw e;
        }
    }

    /// The process that runs the application, if one does.
    public static OptionalLong holder(Path file) throws IOException {
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try (FileChannel channel = open(file)) {
            FileLock lock = tryLock(channel);
            return lock == null ? OptionalLong.of(pid(channel)) : OptionalLong.empty();
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // this very process holds it
        }
    }

    /// 0 in the moment before the holder has written it.
    private static long pid(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String digits = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
