package dev.probity.launch.container.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// Reads what engines answer.
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /// Has the reader made: the first of a process takes as long as many an answer.
    static void prepare() {
        // by the class's being initialized
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
