package dev.probity.control.client;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Probity answered with a problem.
public final class Refused extends IOException {
    private final int status;
    private final transient List<String> details;

    private Refused(int status, String detail, List<String> details) {
        super(detail);
        this.status = status;
        this.details = List.copyOf(details);
    }

    static Refused of(int status, JsonNode problem) {
        List<String> details = new ArrayList<>();
        problem.path("details").forEach(line -> details.add(line.asText()));
        return new Refused(
                status, problem.path("detail").asText("Probity answered " + status), details);
    }

    public int status() {
        return status;
    }

    /// One line each, such as the problems of a file.
    public List<String> details() {
        return details;
    }
}
