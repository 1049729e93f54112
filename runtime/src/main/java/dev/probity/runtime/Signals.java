package dev.probity.runtime;

import java.util.Map;
import java.util.Optional;

/// The names behind exit codes above 128, by the numbers that Linux and macOS share.
final class Signals {
    private static final int BASE = 128;
    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(1, "SIGHUP"),
                    Map.entry(2, "SIGINT"),
                    Map.entry(3, "SIGQUIT"),
                    Map.entry(4, "SIGILL"),
                    Map.entry(5, "SIGTRAP"),
                    Map.entry(6, "SIGABRT"),
                    Map.entry(8, "SIGFPE"),
                    Map.entry(9, "SIGKILL"),
                    Map.entry(11, "SIGSEGV"),
                    Map.entry(13, "SIGPIPE"),
                    Map.entry(14, "SIGALRM"),
                    Map.entry(15, "SIGTERM"));

    private Signals() {}

    /// A program may exit with such a code by itself; as in a shell, it cannot be told apart.
    static Optional<String> name(int exitCode) {
        return Optional.ofNullable(NAMES.get(exitCode - BASE))
                .map(name -> name + " (exit code " + exitCode + ")");
    }
}
