package dev.probity.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Where a verb reads from and writes to: the process around it, or a test.
///
/// @param out data
/// @param err progress and problems
/// @param colour whether the reader of `out` sees colours
/// @param environment the variables of the process
/// @param directory what relative paths are relative to; absolute
public record Terminal(
        PrintStream out,
        PrintStream err,
        boolean colour,
        Map<String, String> environment,
        Path directory) {
    public Terminal {
        environment = Map.copyOf(environment);
    }

    /// UTF-8 whatever the locale says: JSON must be, and terminals are.
    public static Terminal ofThisProcess() {
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                isColoured(System.getenv()),
                System.getenv(),
                Path.of("").toAbsolutePath());
    }

    /// The launcher knows whether standard output is a terminal; to ask here costs a library.
    private static boolean isColoured(Map<String, String> environment) {
        return Boolean.getBoolean("probity.terminal")
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// Whether somebody looks at `out` while it is written.
    public boolean interactive() {
        return Boolean.getBoolean("probity.terminal");
    }

    /// A line of progress or a problem.
    public void say(String text) {
        err.println("probity: " + text);
    }
}
