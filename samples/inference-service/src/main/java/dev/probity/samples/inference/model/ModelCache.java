package dev.probity.samples.inference.model;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Versions that have been downloaded, a folder each. Replicas may share it: a folder appears whole
/// or not at all.
record ModelCache(Path root) {
    private static final Logger LOG = System.getLogger("dev.probity.samples.inference");
    private static final int KEPT = 5; // to go back to, and for replicas that are behind

    /// @param source is asked when the version is not here
    ModelFolder folderOf(Resolved version, ModelSource source, ModelSource.Received received)
            throws ModelProblem, IOException, InterruptedException {
        Path folder = root.resolve(key(version));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(root);
            Path coming = Files.createTempDirectory(root, "coming-");
            try {
                source.download(version, coming, received);
                move(coming, folder);
            } finally {
                delete(coming);
            }
        }
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        return new ModelFolder(folder);
    }

    /// Leaves the versions that were used last, so that a cache does not grow with every new one.
    void tidy() {
        try (Stream<Path> all = Files.list(root)) {
            List<Path> folders =
                    all.filter(Files::isDirectory)
                            .sorted(Comparator.comparing(ModelCache::used).reversed())
                            .toList();
            for (Path old : folders.subList(Math.min(KEPT, folders.size()), folders.size())) {
                delete(old);
            }
        } catch (IOException | UncheckedIOException inUse) {
            // Another replica tidies too, or it goes next time; the new version is served anyway.
            LOG.log(Level.DEBUG, "the cache is not tidied", inUse);
        }
    }

    /// The epoch when another replica has removed it meanwhile.
    private static FileTime used(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    /// Another replica may have been faster; its folder holds the same.
    private static void move(Path coming, Path folder) throws IOException {
        try {
            Files.move(coming, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException impossible) {
            throw impossible;
        } catch (IOException taken) {
            if (!Files.isDirectory(folder)) {
                throw taken;
            }
        }
    }

    /// Something is wrong with it: the next try is to fetch it anew.
    void forget(Resolved version) throws IOException {
        delete(root.resolve(key(version)));
    }

    /// Letters that every file system takes, and the rest as a hash.
    private static String key(Resolved version) {
        String readable = (version.name() + "-" + version.version()).replaceAll("[^\\w.-]", "_");
        UUID hash = UUID.nameUUIDFromBytes(version.identity().getBytes(StandardCharsets.UTF_8));
        return readable.substring(0, Math.min(readable.length(), 60)) + "-" + hash;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path left, @Nullable IOException problem) throws IOException {
                        Files.delete(left);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
