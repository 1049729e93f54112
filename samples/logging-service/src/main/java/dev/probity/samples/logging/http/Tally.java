package dev.probity.samples.logging.http;

/// Is told what became of each request.
public interface Tally {
    enum Result {
        STORED,
        REPEATED,
        INVALID,
        LIMITED,
        OVERLOADED,
        UNAVAILABLE,
        FAILED
    }

    void batch(Result result);

    /// @param predictions that were right and are not stored
    void notStored(Result result, int predictions);
}
