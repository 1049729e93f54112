package dev.probity.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// Where one application keeps what outlives a run: journal, logs, ports, lock, control socket.
///
/// @param path absolute; it need not exist
public record StateDirectory(Path path) {
    /// `<base>/probity/<name>-<hash of directory>`: the same name may be used in two folders.
    ///
    /// @param base such as {@link #base}
    /// @param directory of the application's file
    public static StateDirectory of(Path base, String name, Path directory) {
        return new StateDirectory(base.resolve("probity").resolve(name + "-" + hash(directory)));
    }

    /// The XDG state directory of the one whose environment it is.
    public static Path base(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute) // the XDG specification ignores relative ones
                .orElseGet(() -> home(environment).resolve(".local").resolve("state"));
    }

    private static Path home(Map<String, String> environment) {
        String home = environment.get("HOME");
        return Path.of(home == null ? System.getProperty("user.home") : home).toAbsolutePath();
    }

    public Path journal() {
        return path.resolve("journal");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    /// Which ports the replicas had, so that they have them again.
    public Path ports() {
        return path.resolve("ports");
    }

    /// Records of what runs, by which the next run finds what a kill -9 of this one left.
    Path processes() {
        return path.resolve("processes");
    }

    /// Says where containers run, by which the next run finds what a kill -9 of this one left.
    Path containers() {
        return path.resolve("containers");
    }

    public Path lock() {
        return path.resolve("lock");
    }

    /// What programs prove themselves with at the dashboard's port.
    public Path token() {
        return path.resolve("token");
    }

    /// Where the control socket is: under its name, or where that leads.
    public Path socket() {
        Path name = socketName();
        try {
            return Files.isSymbolicLink(name) ? Files.readSymbolicLink(name) : name;
        } catch (IOException _) {
            return name; // it went away meanwhile
        }
    }

    /// By which the socket is found. Systems allow a socket a path of about a hundred bytes, so
    /// this is a link where the state directory lies too deep.
    public Path socketName() {
        return path.resolve("control.sock");
    }

    /// A short path for what lives as long as a run: the XDG runtime directory, else `/tmp`.
    public static Path runtimeBase(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .filter(Files::isDirectory)
                .orElse(Path.of("/tmp"));
    }

    /// Makes it, readable by nobody else: logs tell secrets.
    public void create() throws IOException {
        Files.createDirectories(path, rights("rwx------"));
    }

    /// Of a file in it that holds a secret.
    public FileAttribute<?>[] onlyForOwner() {
        return rights("rw-------");
    }

    private static FileAttribute<?>[] rights(String rights) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
                }
                : new FileAttribute<?>[0];
    }

    /// Two folders of one name collide once in 4 billion. Not a digest of the JDK's security, whose
    /// first takes as long to be made as a file to be read.
    private static String hash(Path directory) {
        var crc = new CRC32();
        crc.update(real(directory).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /// One folder has one hash, through whatever link it is reached.
    private static String real(Path directory) {
        try {
            return (Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
