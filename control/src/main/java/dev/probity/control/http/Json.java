package dev.probity.control.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;

/// Trees of JSON to bytes and back. No class is ever bound: what is read is data.
public final class Json {
    public static final String CONTENT_TYPE = "application/json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static Reply reply(JsonNode node) {
        return new Reply.Whole(200, CONTENT_TYPE, text(node));
    }

    /// On one line.
    public static String text(JsonNode node) {
        return node.toString();
    }

    /// @throws IOException when it is not JSON
    public static JsonNode read(String text) throws IOException {
        return MAPPER.readTree(text);
    }
}
