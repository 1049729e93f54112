package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a case says about a text.
record TextMatcher(String what, JsonNode wanted) {

    private static final Set<String> KNOWN =
            Set.of("equals", "startsWith", "contains", "length", "allChars", "any");

    TextMatcher {
        if (wanted.isObject()) {
            Fields.allow(wanted, what, KNOWN);
        }
    }

    /// @param prefix what stands before the part that `length` and `allChars` speak about
    List<String> mismatches(String actual, String prefix) {
        List<String> mismatches = new ArrayList<>();
        if (wanted.isTextual()) {
            check(actual.equals(wanted.asText()), wanted.asText(), actual, mismatches);
            return mismatches;
        }
        if (wanted.has("equals")) {
            String text = wanted.get("equals").asText();
            check(actual.equals(text), text, actual, mismatches);
        }
        if (wanted.has("startsWith")) {
            String text = wanted.get("startsWith").asText();
            check(actual.startsWith(text), text + "…", actual, mismatches);
        }
        if (wanted.has("contains")) {
            String text = wanted.get("contains").asText();
            check(actual.contains(text), "…" + text + "…", actual, mismatches);
        }
        String part = actual.startsWith(prefix) ? actual.substring(prefix.length()) : actual;
        if (wanted.has("length")) {
            int length = part.getBytes(StandardCharsets.UTF_8).length;
            int expected = wanted.get("length").asInt();
            check(length == expected, expected + " bytes", length + " bytes", mismatches);
        }
        if (wanted.has("allChars")) {
            String character = wanted.get("allChars").asText();
            boolean all = part.chars().allMatch(c -> c == character.charAt(0));
            check(all, "only " + character, part, mismatches);
        }
        return mismatches;
    }

    private void check(boolean holds, String expected, String actual, List<String> mismatches) {
        if (!holds) {
            mismatches.add("%s: expected <%s>, was <%s>".formatted(what, expected, actual));
        }
    }
}
