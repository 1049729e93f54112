package dev.probity.runtime;

/// The application runs already, under another process or another object of this one.
public final class AlreadyRunning extends Exception {
    private final long pid;

    AlreadyRunning(long pid) {
        super("it runs already, as process " + pid);
        this.pid = pid;
    }

    public long pid() {
        return pid;
    }
}
