package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.Map;

/// Puts the ports of servers in the place of `${NAME}`.
record Substitution(Map<String, Integer> ports) {

    /// A text that is nothing but a reference becomes a number, as a port wants to be.
    JsonNode in(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), in(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(in(element)));
            return copy;
        }
        return node.isTextual() ? in(node.textValue()) : node;
    }

    private JsonNode in(String text) {
        String filled = text;
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            String reference = "${" + port.getKey() + "}";
            if (text.equals(reference)) {
                return IntNode.valueOf(port.getValue());
            }
            filled = filled.replace(reference, String.valueOf(port.getValue()));
        }
        return TextNode.valueOf(filled);
    }
}
