package dev.probity.cli.wiring;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// What an application of a changed file comes to, a line for each service.
public final class ChangeText {
    private ChangeText() {}

    /// @param answer of `application/apply`
    public static String of(JsonNode answer) {
        JsonNode changes = answer.path("changes");
        if (changes.isEmpty()) {
            return "nothing differs\n";
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode change : changes) {
            text.append(sign(change)).append(' ');
            text.append(change.path("service").asText("ingresses"));
            List<String> fields = new ArrayList<>();
            change.path("fields").forEach(field -> fields.add(field.asText()));
            if (!fields.isEmpty()) {
                text.append(": ").append(String.join(", ", fields));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String sign(JsonNode change) {
        return switch (change.path("change").asText()) {
            case "added" -> "+";
            case "removed" -> "-";
            default -> "~";
        };
    }
}
