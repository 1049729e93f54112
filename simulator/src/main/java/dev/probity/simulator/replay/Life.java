package dev.probity.simulator.replay;

/// One incarnation of a container in the record. All times are the engine's, in nanoseconds.
final class Life {
    static final long NEVER = Long.MAX_VALUE;

    private final long launchedAt;
    private long startedAt = NEVER;
    private long toldToEndAt = NEVER;
    private long endedAt = NEVER;
    private int code;

    Life(long launchedAt) {
        this.launchedAt = launchedAt;
    }

    void started(long at) {
        startedAt = at;
    }

    void toldToEnd(long at) {
        toldToEndAt = Math.min(toldToEndAt, at);
    }

    void ended(long at, int exitCode) {
        endedAt = at;
        code = exitCode;
    }

    long launchedAt() {
        return launchedAt;
    }

    /// From the launch to the start.
    long startsIn() {
        return startedAt == NEVER ? 0 : startedAt - launchedAt;
    }

    long endedAt() {
        return endedAt;
    }

    int code() {
        return code;
    }

    boolean endedByItself() {
        return endedAt != NEVER && toldToEndAt == NEVER;
    }

    boolean wasToldToEnd() {
        return toldToEndAt != NEVER;
    }

    long toldToEndAt() {
        return toldToEndAt;
    }

    /// From SIGTERM to the end.
    long endsIn() {
        return endedAt == NEVER || toldToEndAt == NEVER ? 0 : endedAt - toldToEndAt;
    }
}
