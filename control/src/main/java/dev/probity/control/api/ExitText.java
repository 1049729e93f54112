package dev.probity.control.api;

import dev.probity.engine.Exit;

import java.util.Map;

/// How a program ended, with what its exit code usually means.
final class ExitText {
    private static final int SIGNAL = 128;

    private static final Map<Integer, String> MEANINGS =
            Map.of(
                    0, "success",
                    1, "an error of its own",
                    2, "a usage error in most programs",
                    126, "found, but not executable",
                    127, "command not found",
                    130, "SIGINT",
                    134, "SIGABRT: it aborted itself",
                    137, "SIGKILL: killed, often for lack of memory",
                    139, "SIGSEGV: a crash",
                    143, "SIGTERM: it was asked to end");

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
