package dev.probity.control.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.probity.control.http.Json;
import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;
import dev.probity.control.http.Request;
import dev.probity.control.http.RequestLines;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The JSON that came with a request, field by field.
final class Body {
    private static final double LONGEST_SECONDS = 365 * 24 * 3600.0;
    private static final Duration FIRST_LINE = Duration.ofSeconds(30);

    private final JsonNode json;

    private Body(JsonNode json) {
        this.json = json;
    }

    /// The first line of a request that goes on in lines.
    static Body first(RequestLines lines) {
        try {
            return of(lines.next(FIRST_LINE).orElse(""));
        } catch (IOException e) {
            throw bad(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw bad("Probity is ending");
        }
    }

    static Body of(Request request) {
        // A page of a foreign site can post a form, but no JSON, without asking first.
        if (!request.header("Content-Type").orElse("").startsWith(Json.CONTENT_TYPE)) {
            throw bad("the Content-Type must be " + Json.CONTENT_TYPE);
        }
        return of(request.body());
    }

    static Body of(String text) {
        if (text.isBlank()) {
            return new Body(JsonNodeFactory.instance.objectNode());
        }
        try {
            JsonNode json = Json.read(text);
            if (!json.isObject()) {
                throw bad("the body must be a JSON object");
            }
            return new Body(json);
        } catch (IOException e) {
            throw bad("the body is not JSON: " + e.getMessage());
        }
    }

    boolean flag(String field) {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw bad(field + " must be true or false");
        }
        return value.asBoolean();
    }

    Optional<String> text(String field) {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw bad(field + " must be a string");
        }
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    /// From base 64; none when there is no such field.
    byte[] bytes(String field) {
        try {
            return Base64.getDecoder().decode(text(field).orElse(""));
        } catch (IllegalArgumentException e) {
            throw bad(field + " must be bytes in base 64");
        }
    }

    /// Of any kind, null included.
    JsonNode need(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            throw bad(field + " is missing");
        }
        return value;
    }

    String needText(String field) {
        return text(field).orElseThrow(() -> bad(field + " is missing"));
    }

    int needCount(String field) {
        JsonNode value = json.path(field);
        if (!value.isInt() || value.asInt() < 0) {
            throw bad(field + " must be a whole number of 0 or more");
        }
        return value.asInt();
    }

    Optional<Duration> seconds(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > LONGEST_SECONDS) {
            throw bad(field + " must be a number of seconds, 0 or more");
        }
        return Optional.of(Duration.ofMillis(Math.round(value.asDouble() * 1000)));
    }

    List<String> texts(String field) {
        JsonNode value = json.path(field);
        List<String> texts = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            throw bad(field + " must be a list of strings");
        }
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw bad(field + " must be a list of strings");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    static ProblemException bad(String detail) {
        return new ProblemException(Problem.of(400, "Bad request", detail));
    }
}
