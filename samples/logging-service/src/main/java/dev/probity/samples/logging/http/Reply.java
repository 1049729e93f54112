package dev.probity.samples.logging.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.probity.samples.logging.predictions.Refusal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One answer in JSON.
record Reply(int status, JsonNode body, Map<String, String> headers) {
    private static final int TOO_LARGE = 413;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /// @param text JSON that was checked when it came in
    static JsonNode parsed(String text) throws IOException {
        return JSON.readTree(text);
    }

    static Reply ok(JsonNode body) {
        return new Reply(200, body, Map.of());
    }

    static Reply refused(Refusal refusal) {
        ObjectNode body = error(refusal.explanation());
        if (!refusal.pointer().isEmpty()) {
            body.put("pointer", refusal.pointer());
        }
        Reply reply = new Reply(refusal.status(), body, Map.of());
        // What was too large to be read is still coming: no other request may follow it.
        return refusal.status() == TOO_LARGE ? reply.with("Connection", "close") : reply;
    }

    static Reply failed(int status, String explanation) {
        return new Reply(status, error(explanation), Map.of());
    }

    /// @param reason a code, as readiness has them
    /// @param seconds after which it is worth trying again
    static Reply unavailable(String reason, int seconds) {
        ObjectNode body = error("not now: " + reason.replace('_', ' '));
        return new Reply(503, body.put("reason", reason), Map.of())
                .with("Retry-After", Integer.toString(seconds));
    }

    private static ObjectNode error(String explanation) {
        return object().put("status", "error").put("error", explanation);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, body, more);
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = (body.toString() + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
