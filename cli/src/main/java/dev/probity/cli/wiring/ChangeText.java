package dev.probity.cli.wiring;

import com.fasterxml.jackson.databind.JsonNode;

/// What an application of a changed file comes to: a line for each service, and one for each thing
/// in it that differs.
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
            JsonNode fields = change.path("fields");
            text.append(fields.isEmpty() ? "\n" : ":\n");
            fields.forEach(field -> text.append("    ").append(field(field)).append('\n'));
        }
        return text.toString();
    }

    /// `replicas: 2 -> 3`; one side alone is missing where nothing was or is said.
    private static String field(JsonNode field) {
        String before = field.path("before").asText();
        String after = field.path("after").asText();
        boolean silent = before.isEmpty() && after.isEmpty();
        return field.path("field").asText()
                + (silent ? "" : ": " + orNothing(before) + " -> " + orNothing(after));
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "(nothing)" : value;
    }

    private static String sign(JsonNode change) {
        return switch (change.path("change").asText()) {
            case "added" -> "+";
            case "removed" -> "-";
            default -> "~";
        };
    }
}
