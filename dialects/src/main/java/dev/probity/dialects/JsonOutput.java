package dev.probity.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.spec.output.Output;

/// Writes JSON. It has no comments, so they are left out.
public final class JsonOutput {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonOutput() {}

    public static String text(Output.Branch root) {
        return node(root).toPrettyString() + "\n";
    }

    private static JsonNode node(Output output) {
        return switch (output) {
            case Output.Leaf(_, Object value) -> single(value);
            case Output.Words(_, var words) -> {
                ArrayNode array = NODES.arrayNode();
                words.forEach(word -> array.add(single(word)));
                yield array;
            }
            case Output.Items(var items) -> {
                ArrayNode array = NODES.arrayNode();
                items.forEach(item -> array.add(node(item)));
                yield array;
            }
            case Output.Branch branch -> {
                ObjectNode object = NODES.objectNode();
                branch.entries().forEach((key, value) -> object.set(key, node(value)));
                yield object;
            }
        };
    }

    private static JsonNode single(Object value) {
        return switch (value) {
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            default -> NODES.textNode(value.toString());
        };
    }
}
