package dev.probity.launch.container.rest;

import java.time.Duration;

/// What a container engine refused or could not do, in words for the user.
public final class EngineProblem extends Exception {
    private static final int NO_ANSWER = 0;

    private final int status;

    private EngineProblem(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static EngineProblem answered(int status, String message) {
        return new EngineProblem(status, message);
    }

    public static EngineProblem noAnswer(String message) {
        return new EngineProblem(NO_ANSWER, message);
    }

    static EngineProblem late(String what, Duration limit) {
        return noAnswer(
                "the container engine has not answered %s within %d s"
                        .formatted(what, limit.toSeconds()));
    }

    /// The same, with what it was that failed.
    public EngineProblem about(String what) {
        return new EngineProblem(status, what + ": " + reason());
    }

    /// The same, with what can be done about it; empty when nobody knows.
    public EngineProblem and(String remedy) {
        return remedy.isEmpty() ? this : new EngineProblem(status, reason() + "; " + remedy);
    }

    /// Whether what was asked for is not there.
    public boolean isMissing() {
        return status == 404;
    }

    /// Whether the engine itself was not reached, or went away.
    public boolean isUnreachable() {
        return status == NO_ANSWER;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
