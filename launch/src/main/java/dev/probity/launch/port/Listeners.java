package dev.probity.launch.port;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Who listens where. Only Linux tells, and of other users' processes only to root.
public final class Listeners {

    private static final Path PROC = Path.of("/proc");

    private Listeners() {}

    /// Who has a port that is taken, where the system tells.
    public static Optional<PortOwner> whoListens(int port) {
        Set<String> sockets =
                SocketTable.listening().stream()
                        .filter(socket -> socket.port() == port)
                        .map(socket -> link(socket.inode()))
                        .collect(Collectors.toSet());
        return sockets.isEmpty() ? Optional.empty() : owner(sockets);
    }

    /// The ports that these processes listen on, to be compared with those they were given.
    public static Set<Integer> portsOf(Collection<Long> pids) {
        Set<String> held = new HashSet<>();
        Map<String, List<SocketTable.Listening>> networks = new HashMap<>();
        for (long pid : pids) {
            Path process = PROC.resolve(Long.toString(pid));
            held.addAll(links(process));
            // A container's process is in a network of its own, with a table of its own.
            target(process.resolve("ns/net"))
                    .ifPresent(network ->
                            networks.computeIfAbsent(network, _ -> SocketTable.listening(process)));
        }
        return networks.values().stream()
                .flatMap(List::stream)
                .filter(socket -> held.contains(link(socket.inode())))
                .map(SocketTable.Listening::port)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // A socket is inherited over a fork: the lowest pid is the one that opened it, as a rule.
    private static Optional<PortOwner> owner(Set<String> sockets) {
        Optional<Long> lowest = Optional.empty();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                boolean lower = lowest.isEmpty() || pid < lowest.get();
                if (lower && links(process).stream().anyMatch(sockets::contains)) {
                    lowest = Optional.of(pid);
                }
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return lowest.map(pid -> new PortOwner(pid, name(pid)));
    }

    private static String name(long pid) {
        try {
            return Files.readString(PROC.resolve(Long.toString(pid)).resolve("comm")).strip();
        } catch (IOException _) {
            return "gone meanwhile";
        }
    }

    private static Set<String> links(Path process) {
        Set<String> links = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                target(file).filter(link -> link.startsWith("socket:")).ifPresent(links::add);
            }
        } catch (IOException _) {
            // another user's, or gone
        }
        return links;
    }

    private static Optional<String> target(Path file) {
        try {
            return Optional.of(Files.readSymbolicLink(file).toString());
        } catch (IOException _) {
            return Optional.empty(); // closed meanwhile
        }
    }

    private static String link(String inode) {
        return "socket:[" + inode + "]";
    }
}
