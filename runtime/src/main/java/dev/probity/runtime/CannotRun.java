package dev.probity.runtime;

import java.util.List;

/// An application was not started, and nothing of it was launched.
public final class CannotRun extends Exception {
    private final List<String> problems;

    CannotRun(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// All of them, each in words for the user, such as `port 8080 is taken by pid 4121 (python3)`.
    public List<String> problems() {
        return problems;
    }
}
