package dev.probity.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Which port was chosen for a binding that names none, so that the next run has the same one and
/// bookmarks stay good. A file of `title=port` lines; without it ports change, nothing else.
final class PortMemory {
    private final Path file;
    private final Map<String, Integer> ports;

    PortMemory(Path file) {
        this.file = file;
        ports = read(file);
    }

    OptionalInt port(String title) {
        Integer port = ports.get(title);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    void keep(Map<String, Integer> chosen) {
        if (ports.entrySet().containsAll(chosen.entrySet())) {
            return;
        }
        ports.putAll(chosen);
        List<String> lines =
                ports.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList();
        try {
            Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException _) {
            // A full disk is no reason not to serve.
        }
    }

    private static Map<String, Integer> read(Path file) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int equals = line.lastIndexOf('=');
                String number = line.substring(equals + 1);
                if (equals > 0 && number.matches("\\d{1,5}")) {
                    ports.put(line.substring(0, equals), Integer.parseInt(number));
                }
            }
        } catch (IOException _) {
            // The first run, or nothing that could be read: ports are chosen anew.
        }
        return ports;
    }
}
