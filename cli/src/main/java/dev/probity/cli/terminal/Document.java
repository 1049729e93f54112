package dev.probity.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Data as programs read it.
public final class Document {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Document() {}

    /// Ends with a line break.
    ///
    /// @param format not {@link OutputFormat#TABLE}, which has no general form
    public static String of(JsonNode data, OutputFormat format) {
        return switch (format) {
            case JSON -> json(data);
            case YAML -> yaml(data);
            case TABLE -> throw new IllegalArgumentException("a table has headings");
        };
    }

    private static String json(JsonNode data) {
        try {
            return JSON.writeValueAsString(data) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can be written", e);
        }
    }

    private static String yaml(JsonNode data) {
        DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(JSON.convertValue(data, Object.class));
    }
}
