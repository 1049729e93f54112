package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a server answers a path.
///
/// @param path `*` for any
/// @param delay before the answer
/// @param stall after the body and before its end; absent when the body ends as it should
/// @param closeAfterBody the connection is closed whatever the framing promised
record Route(
        String path,
        int status,
        Body body,
        List<Visits.Header> headers,
        Duration delay,
        Optional<Duration> stall,
        boolean closeAfterBody) {

    private static final Set<String> KNOWN =
            Set.of(
                    "path",
                    "status",
                    "body",
                    "headers",
                    "delaySeconds",
                    "stallAfterBodySeconds",
                    "closeAfterBody");

    sealed interface Body {
        record Whole(String text) implements Body {}

        record Endless(String piece) implements Body {}
    }

    static Route of(JsonNode node) {
        Fields.allow(node, "route", KNOWN);
        return new Route(
                node.path("path").asText("*"),
                node.path("status").asInt(200),
                body(node.path("body")),
                headers(node.path("headers")),
                seconds(node.path("delaySeconds").asDouble(0)),
                node.has("stallAfterBodySeconds")
                        ? Optional.of(seconds(node.get("stallAfterBodySeconds").asDouble()))
                        : Optional.empty(),
                node.path("closeAfterBody").asBoolean(false));
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static Body body(JsonNode body) {
        if (!body.isObject()) {
            return new Body.Whole(body.asText(""));
        }
        Fields.allow(body, "route.body", Set.of("repeat", "count", "stream", "forever"));
        return body.has("stream")
                ? new Body.Endless(body.get("stream").asText())
                : new Body.Whole(body.path("repeat").asText().repeat(body.path("count").asInt()));
    }

    /// A value may be a list, for a header that is sent more than once.
    private static List<Visits.Header> headers(JsonNode headers) {
        List<Visits.Header> list = new ArrayList<>();
        headers.properties()
                .forEach(entry -> {
                    List<String> values =
                            entry.getValue().isArray()
                                    ? Fields.list(entry.getValue())
                                    : List.of(entry.getValue().asText());
                    values.forEach(value -> list.add(new Visits.Header(entry.getKey(), value)));
                });
        return list;
    }

    boolean matches(String requested) {
        return path.equals("*") || path.equals(requested);
    }

    boolean has(String header) {
        return headers.stream().anyMatch(given -> given.name().equalsIgnoreCase(header));
    }
}
