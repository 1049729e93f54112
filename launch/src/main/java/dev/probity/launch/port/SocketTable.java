package dev.probity.launch.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The listening TCP sockets of this machine, as Linux tells them in /proc/net.
final class SocketTable {

    private static final Path SELF = Path.of("/proc/self");
    private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");

    private static final String LISTENING = "0A";

    private SocketTable() {}

    /// @param inode by which processes refer to it
    record Listening(int port, String inode) {}

    static List<Listening> listening() {
        return listening(SELF);
    }

    /// Those of the network that a process is in.
    ///
    /// @param process its directory in /proc
    static List<Listening> listening(Path process) {
        List<Listening> all = new ArrayList<>();
        for (String table : TABLES) {
            try {
                Files.readAllLines(process.resolve(table))
                        .forEach(line -> parse(line).ifPresent(all::add));
            } catch (IOException _) {
                // no IPv6, or no Linux
            }
        }
        return all;
    }

    // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
    //  0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 12345 …
    static Optional<Listening> parse(String line) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length < 10 || !fields[3].equals(LISTENING)) {
            return Optional.empty();
        }
        String port = fields[1].substring(fields[1].lastIndexOf(':') + 1);
        return Optional.of(new Listening(Integer.parseInt(port, 16), fields[9]));
    }
}
