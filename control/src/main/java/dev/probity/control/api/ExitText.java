package dev.probity.control.api;

import static java.util.Map.entry;

import dev.probity.engine.Exit;

import java.util.Map;

/// How a program ended, with what its exit code usually means.
final class ExitText {
    private static final int SIGNAL = 128;

    private static final Map<Integer, String> MEANINGS =
            Map.ofEntries(
                    entry(0, "success"),
                    entry(1, "an error of its own"),
                    entry(2, "a usage error in most programs"),
                    entry(126, "found, but not executable"),
                    entry(127, "command not found"),
                    entry(128, "it could not be started"), // as a kubelet's StartError
                    entry(130, "SIGINT"),
                    entry(134, "SIGABRT: it aborted itself"),
                    entry(137, "SIGKILL: killed, often for lack of memory"),
                    entry(139, "SIGSEGV: a crash"),
                    entry(143, "SIGTERM: it was asked to end"));

    private ExitText() {}

    static String of(Exit exit) {
        int code = exit.code();
        String unknown = code > SIGNAL ? "signal " + (code - SIGNAL) : "its own meaning";
        String meaning = MEANINGS.getOrDefault(code, unknown);
        return "exit code "
                + code
                + " ("
                + meaning
                + ")"
                + exit.reason().map(reason -> ", " + reason).orElse("");
    }
}
