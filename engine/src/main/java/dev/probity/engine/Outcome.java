package dev.probity.engine;

/// What one attempt found (R17, R18).
public sealed interface Outcome {

    /// What the handler had to say: a body, a status, an error; at most 10,240 bytes.
    String output();

    record Success(String output) implements Outcome {}

    /// Counts as success and raises ProbeWarning.
    record Warning(String output) implements Outcome {}

    record Failure(String output) implements Outcome {}

    /// Neither, and no error: counts as failure and raises no event.
    record Unknown(String output) implements Outcome {}

    /// The asking itself broke, in each of its tries: no evidence, so it is thrown away.
    ///
    /// @param state `unknown` or `failure`, the word the kubelet shows with it
    /// @param output the error
    record Inconclusive(String state, String output) implements Outcome {}
}
