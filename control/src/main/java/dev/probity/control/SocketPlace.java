package dev.probity.control;

import dev.probity.runtime.StateDirectory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the control socket of one run is made: in the state directory or, when that path is too
/// long for a socket, in a new folder that only its owner can enter, with a link to it.
record SocketPlace(Path name, Path socket) implements AutoCloseable {
    private static final int LONGEST = 100; // bytes; Linux takes 107, macOS 103
    private static final String FOLDER = "probity-";
    private static final String SOCKET = "control.sock";
    private static final Path LAST_RESORT = Path.of("/tmp");

    /// Clears away what a run that was killed has left.
    ///
    /// @param shortBase where the folder is made if one is needed
    static SocketPlace prepare(StateDirectory state, Path shortBase) throws IOException {
        new SocketPlace(state.socketName(), state.socket()).close();
        if (fits(state.socketName())) {
            return new SocketPlace(state.socketName(), state.socketName());
        }
        for (Path base : List.of(shortBase, LAST_RESORT)) {
            if (fits(base.resolve(FOLDER + "x".repeat(20)).resolve(SOCKET))) {
                // Its name is random and its mode 0700: nobody can have made it before.
                Path socket = Files.createTempDirectory(base, FOLDER).resolve(SOCKET);
                Files.createSymbolicLink(state.socketName(), socket);
                return new SocketPlace(state.socketName(), socket);
            }
        }
        throw new IOException(
                "no path is short enough for a control socket: neither "
                        + state.socketName()
                        + " nor one below "
                        + shortBase);
    }

    private static boolean fits(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    private static boolean isOurs(Path folder) {
        return String.valueOf(folder.getFileName()).startsWith(FOLDER);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(socket);
        Path folder = socket.getParent();
        if (folder != null && !socket.equals(name) && isOurs(folder)) {
            Files.deleteIfExists(folder);
        }
        Files.deleteIfExists(name);
    }
}
