package dev.probity.cli.terminal;

/// Ends a verb with words for the one who typed it: where, what, and what would be right.
public final class Failure extends RuntimeException {
    private final int exitCode;

    private Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static Failure of(String message) {
        return new Failure(ExitCode.FAILED, message);
    }

    /// @param cause shown with `--debug` only
    public static Failure of(String message, Throwable cause) {
        return new Failure(ExitCode.FAILED, message, cause);
    }

    /// @param exitCode of another process, which failed in the same way; 0 is no failure's
    public static Failure as(int exitCode, String message) {
        return new Failure(exitCode == ExitCode.OK ? ExitCode.FAILED : exitCode, message);
    }

    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    public static Failure nothingRunning(String message) {
        return new Failure(ExitCode.NOTHING_RUNNING, message);
    }

    public static Failure timedOut(String message) {
        return new Failure(ExitCode.TIMED_OUT, message);
    }

    public int exitCode() {
        return exitCode;
    }

    /// The message, which the classes that throw it always give.
    public String text() {
        String message = getMessage();
        return message == null ? toString() : message;
    }
}
