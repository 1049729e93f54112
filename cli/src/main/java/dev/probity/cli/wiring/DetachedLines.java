package dev.probity.cli.wiring;

import dev.probity.cli.terminal.Terminal;
import dev.probity.launch.log.LogLimits;
import dev.probity.launch.log.LogStream;
import dev.probity.runtime.StateDirectory;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a detached run would say in a terminal: in a folder, and bounded however long it runs.
///
/// @param folder with the numbered files of a log, and one for those who know nothing of it
public record DetachedLines(Path folder) {
    /// By which the run is told of the folder.
    static final String VARIABLE = "PROBITY_LINES";

    private static final LogLimits LIMITS = new LogLimits(1_000_000, 5); // events say it all again
    private static final int SHOWN = 64 * 1024; // of each file: who reads it wants to know why

    static DetachedLines of(StateDirectory state) {
        return new DetachedLines(state.path().resolve("run"));
    }

    /// The terminal of a run that was detached writes there; any other stays as it is. What the run
    /// starts is not told of the folder.
    public static Terminal instead(Terminal terminal) {
        String folder = terminal.environment().get(VARIABLE);
        if (folder == null) {
            return terminal;
        }
        Map<String, String> environment = new HashMap<>(terminal.environment());
        environment.remove(VARIABLE);
        PrintStream lines =
                new PrintStream(
                        new LogStream(Path.of(folder), LIMITS), true, StandardCharsets.UTF_8);
        System.setErr(lines); // where the libraries speak
        return new Terminal(lines, lines, false, environment, terminal.directory());
    }

    /// Forgets those of an earlier run.
    void begin() throws IOException {
        Files.createDirectories(folder);
        for (Path old : files()) {
            Files.delete(old);
        }
    }

    /// Where the launcher and the JVM write, which say next to nothing.
    Path others() {
        return folder.resolve("start.log");
    }

    /// The end of each file.
    String read() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            int start = Math.max(0, bytes.length - SHOWN);
            text.append(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
        }
        return text.toString().strip();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.log")) {
            stream.forEach(files::add);
        }
        files.sort(null);
        return files;
    }
}
