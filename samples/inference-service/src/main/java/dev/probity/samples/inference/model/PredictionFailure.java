package dev.probity.samples.inference.model;

/// Why there are no scores for a request that was in order.
public final class PredictionFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What happened to it.
    public enum Kind {
        /// More wait already than may wait.
        OVERLOADED,
        /// It took longer than a request may take.
        TIMEOUT,
        /// The runtime reported a failure.
        MODEL
    }

    PredictionFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
