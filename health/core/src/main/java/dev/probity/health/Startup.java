package dev.probity.health;

import java.time.Duration;

/// The start of a service: phases, and a latch that closes once. Until then readiness fails too.
public final class Startup {
    static final String STARTING = "starting";
    static final String TIMEOUT = "startup_timeout";

    private final Duration deadline;
    private final Switch gate = Switch.off("startup", STARTING);
    private volatile Phase phase = Phase.STARTING;
    private volatile boolean declared;
    private volatile boolean finished;

    /// @param declared already when nothing has to be waited for
    Startup(Duration deadline, boolean declared) {
        this.deadline = deadline;
        this.declared = declared;
    }

    /// Says what is being done. Cheap enough to be called for every block of a download.
    public void phase(Phase phase) {
        this.phase = phase;
    }

    /// One try has failed and another one follows; the reason shows meanwhile.
    public void failed(String reason) {
        if (!declared) {
            gate.off(reason);
        }
    }

    /// The service has done its part. Started is what it is as soon as the checks of the start-up
    /// group pass as well, and from then on for ever.
    public void complete() {
        declared = true;
        gate.set(gate.result()); // has the latch looked at
    }

    /// Whether the latch has closed.
    public boolean isComplete() {
        return finished;
    }

    public Phase phase() {
        return phase;
    }

    Switch gate() {
        return gate;
    }

    boolean isDeclared() {
        return declared;
    }

    void latch() {
        finished = true;
    }

    /// Says so when it has taken too long. It may still come to an end: late is better than never.
    void tick(long now) {
        boolean late = now > deadline.toNanos();
        if (late && !finished && gate.result() instanceof Result.Down down) {
            if (!down.reason().equals(TIMEOUT)) {
                gate.off(TIMEOUT);
            }
        }
    }
}
