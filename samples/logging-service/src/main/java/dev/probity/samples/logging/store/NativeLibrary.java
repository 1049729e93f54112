package dev.probity.samples.logging.store;

import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

/// SQLite's native library, written to the disk once for each version.
///
/// The driver would write a copy for each process and delete it at its end, and a process that is
/// killed has none: a replica that is restarted again and again would fill the disk.
final class NativeLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    static synchronized void prepare() throws SQLException {
        if (System.getProperty(PATH) != null || !LibraryLoaderUtil.hasNativeLib(packed(), name())) {
            return; // chosen by somebody else, or a platform that the driver knows nothing of
        }
        try {
            Path library = folder().resolve(name());
            if (!Files.exists(library)) {
                write(library);
            }
            System.setProperty(PATH, folder().toString());
            System.setProperty(NAME, name());
        } catch (IOException problem) {
            throw new SQLException("cannot write SQLite's library to " + folder(), problem);
        }
    }

    private static String packed() {
        return LibraryLoaderUtil.getNativeLibResourcePath();
    }

    private static String name() {
        return LibraryLoaderUtil.getNativeLibName();
    }

    private static Path folder() {
        String platform = packed().replace("/org/sqlite/native/", "").replace('/', '-');
        String user = System.getProperty("user.name", "user");
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "probity-sqlite-%s-%s-%s".formatted(SQLiteJDBCLoader.getVersion(), platform, user));
    }

    private static void write(Path library) throws IOException {
        Files.createDirectories(folder());
        Path part = Files.createTempFile(folder(), "library", ".part");
        try (InputStream in = NativeLibrary.class.getResourceAsStream(packed() + "/" + name())) {
            if (in == null) {
                throw new IOException("there is no " + packed() + "/" + name());
            }
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(part, library, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
