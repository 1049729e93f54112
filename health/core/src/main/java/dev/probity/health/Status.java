package dev.probity.health;

/// How something is.
public enum Status {
    UP,
    /// It works, with less than everything: traffic keeps coming.
    DEGRADED,
    DOWN,
    /// Nobody has looked yet, or what was seen is too old to be believed.
    UNKNOWN;

    /// Good enough for a probe to succeed.
    public boolean passes() {
        return this == UP || this == DEGRADED;
    }
}
