package dev.probity.launch.container.rest;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/// An answer that is one JSON value after the other, a line each.
public final class JsonLines {
    private static final int LONGEST = 1 << 20;

    private final Exchange exchange;
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private String rest = "";

    public JsonLines(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Nothing at the end.
    ///
    /// @param limit how long to wait for it
    public Optional<JsonNode> next(Duration limit) throws EngineProblem {
        while (lines.isEmpty()) {
            Optional<byte[]> bytes = exchange.read(limit);
            if (bytes.isEmpty()) {
                String last = rest.strip();
                rest = "";
                return last.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Json.parse(last, "a stream"));
            }
            take(bytes.get());
        }
        return Optional.of(Json.parse(lines.remove(), "a stream"));
    }

    private void take(byte[] bytes) throws EngineProblem {
        // Engines escape what is not ASCII or write it whole: a cut character spoils one text.
        String text = rest + new String(bytes, StandardCharsets.UTF_8);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            String line = text.substring(from, end).strip();
            if (!line.isEmpty()) {
                lines.add(line);
            }
            from = end + 1;
        }
        rest = text.substring(from);
        if (rest.length() > LONGEST) {
            throw EngineProblem.noAnswer("the container engine's answer has no end");
        }
    }
}
