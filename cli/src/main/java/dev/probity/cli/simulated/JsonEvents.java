package dev.probity.cli.simulated;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;

/// As JSON.
final class JsonEvents implements EventDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out;
    private final JsonGenerator generator;

    private JsonEvents(PrintStream out, JsonGenerator generator) {
        this.out = out;
        this.generator = generator;
    }

    static JsonEvents begin(PrintStream out, ObjectNode head) throws IOException {
        JsonGenerator generator = JSON.createGenerator(out).useDefaultPrettyPrinter();
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        generator.writeStartObject();
        var document = new JsonEvents(out, generator);
        document.fields(head);
        generator.writeArrayFieldStart("events");
        return document;
    }

    @Override
    public void event(JsonNode event) {
        try {
            generator.writeTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end(ObjectNode tail) throws IOException {
        generator.writeEndArray();
        fields(tail);
        generator.writeEndObject();
        generator.close();
        out.println();
    }

    private void fields(ObjectNode node) throws IOException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            generator.writeFieldName(field.getKey());
            generator.writeTree(field.getValue());
        }
    }
}
