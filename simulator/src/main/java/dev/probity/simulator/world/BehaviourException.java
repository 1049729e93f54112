package dev.probity.simulator.world;

/// A text that is no behaviour; the message says where, what, and what would be right.
public final class BehaviourException extends IllegalArgumentException {
    BehaviourException(String message) {
        super(message);
    }

    /// Always there, unlike what `getMessage` promises.
    public String text() {
        return String.valueOf(getMessage());
    }
}
