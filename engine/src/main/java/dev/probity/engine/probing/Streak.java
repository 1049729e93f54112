package dev.probity.engine.probing;

/// How many outcomes in a row agree. It is not capped, and outlives incarnations (R9, R15).
///
/// @param success what they agree on
public record Streak(boolean success, int length) {

    /// Of a worker that has not asked yet: the kubelet's zero values.
    public static final Streak NONE = new Streak(true, 0);

    public Streak after(boolean outcome) {
        return outcome == success ? new Streak(success, length + 1) : new Streak(outcome, 1);
    }

    /// After a verdict that puts the worker on hold (R16).
    Streak spent() {
        return new Streak(success, 0);
    }
}
