package dev.probity.health.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// What is sent back.
///
/// @param body to be encoded as UTF-8; empty for HEAD
public record Answer(int status, Map<String, String> headers, String body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer of(int status, String contentType, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        return new Answer(status, headers, body);
    }

    static Answer text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    Answer withoutBody() {
        return new Answer(status, headers, "");
    }
}
