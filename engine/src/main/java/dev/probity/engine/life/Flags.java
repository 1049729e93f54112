package dev.probity.engine.life;

import dev.probity.engine.Verdict;

import java.util.Optional;

/// Started and ready of one container, as the kubelet computes and publishes them.
public record Flags(boolean started, boolean ready) {

    static final Flags NONE = new Flags(false, false);

    /// What there is to know of one probe.
    ///
    /// @param worker whether there is a worker for it
    /// @param verdict of the present incarnation
    public record Probed(boolean worker, Optional<Verdict> verdict) {

        private boolean passing() {
            return verdict.isPresent() && verdict.get() == Verdict.PASSING;
        }
    }

    /// One generation of the status of a main container or a sidecar (R21, R22).
    public static Flags of(boolean running, Probed startup, Probed readiness) {
        boolean passed = startup.verdict().isPresent() ? startup.passing() : !startup.worker();
        boolean started = running && passed;
        return new Flags(started, started && (readiness.passing() || !readiness.worker()));
    }

    /// Of a plain init container: its work is done when it has exited well.
    public static Flags ofInit(boolean running, boolean completed, Probed startup) {
        return new Flags(of(running, startup, startup).started(), completed);
    }

    /// Whether this generation asks the readiness worker to look again.
    public boolean triggers(Probed readiness) {
        return started && !ready && readiness.worker();
    }

    Flags withStarted(boolean value) {
        return new Flags(value, ready);
    }

    Flags withReady(boolean value) {
        return new Flags(started, value);
    }
}
