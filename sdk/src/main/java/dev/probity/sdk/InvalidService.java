package dev.probity.sdk;

import java.util.List;

/// A service that can be neither run nor deployed as it stands.
public final class InvalidService extends RuntimeException {
    private final transient List<String> problems;

    InvalidService(String service, List<String> problems) {
        super("service " + service + ":\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /// All of them, a sentence each.
    public List<String> problems() {
        return problems;
    }
}
