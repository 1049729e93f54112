package dev.probity.launch.container.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// Reads what engines answer.
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// One of each kind that engines' answers have.
    private static final JsonNode FIRST = first();

    private Json() {}

    private static JsonNode first() {
        try {
            return MAPPER.readTree("{\"a\": [1, 0.5, true, null, \"b\"], \"c\": {\"d\": -2}}");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Has the reader made and used: the first time of a process takes as long as many an answer.
    static void prepare() {
        FIRST.size();
    }

    /// @param source for messages
    /// @return a missing node for nothing
    static JsonNode parse(String text, Object source) throws EngineProblem {
        if (text.isBlank()) {
            return JsonNodeFactory.instance.missingNode();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw EngineProblem.noAnswer(
                    "unreadable answer to " + source + ": " + broken.getOriginalMessage());
        }
    }
}
