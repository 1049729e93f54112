package dev.probity.control.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/// An answer that says why not, in the form of RFC 9457.
///
/// @param title the same for all problems of its kind
/// @param detail this one, in words for people
/// @param details one line each, such as the problems of a file
/// @param fields of a form, with what is wrong with each
public record Problem(
        int status, String title, String detail, List<String> details, List<Field> fields) {
    public static final String CONTENT_TYPE = "application/problem+json";

    public Problem {
        details = List.copyOf(details);
        fields = List.copyOf(fields);
    }

    public Problem(int status, String title, String detail, List<String> details) {
        this(status, title, detail, details, List.of());
    }

    /// @param field such as `httpGet.port`; empty for the whole
    public record Field(String field, String message) {
        @Override
        public String toString() {
            return field.isEmpty() ? message : field + ": " + message;
        }
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, List.of());
    }

    public Reply reply() {
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", "about:blank").put("title", title);
        problem.put("status", status).put("detail", detail);
        if (!details.isEmpty()) {
            ArrayNode lines = problem.putArray("details");
            details.forEach(lines::add);
        }
        if (!fields.isEmpty()) {
            write(fields, problem.putArray("problems"));
        }
        return new Reply.Whole(status, CONTENT_TYPE, Json.text(problem));
    }

    public static void write(List<Field> fields, ArrayNode json) {
        for (Field field : fields) {
            json.addObject().put("field", field.field()).put("message", field.message());
        }
    }
}
