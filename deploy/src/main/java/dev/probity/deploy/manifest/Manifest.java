package dev.probity.deploy.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.dialects.JsonOutput;
import dev.probity.spec.output.Output.Branch;

/// One object as it is wanted.
public record Manifest(ObjectName name, ObjectNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Manifest of(Branch written) {
        try {
            ObjectNode json = MAPPER.readValue(JsonOutput.text(written), ObjectNode.class);
            String version = json.path("apiVersion").asText();
            String word = json.path("kind").asText();
            ObjectKind kind =
                    ObjectKind.of(version, word)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "no kind %s of %s".formatted(word, version)));
            return new Manifest(
                    new ObjectName(kind, json.path("metadata").path("name").asText()), json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON is none", e);
        }
    }
}
