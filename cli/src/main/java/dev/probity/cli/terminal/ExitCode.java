package dev.probity.cli.terminal;

/// What a shell is told. The numbers are promised in docs/reference/cli.md.
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILED = 1;

    /// The command line cannot be understood, or a file cannot be acted on.
    public static final int USAGE = 2;

    public static final int NOTHING_RUNNING = 4;

    /// As coreutils' timeout has it.
    public static final int TIMED_OUT = 124;

    /// 128 + SIGINT, as shells have it.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
