package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Reads a part of a case, and refuses what it does not understand: a field that is skipped would
/// pass for a field that agrees.
final class Fields {

    private Fields() {}

    /// @param where the place in the case, for the message
    static void allow(JsonNode node, String where, String... names) {
        Set<String> unknown = new HashSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        Arrays.asList(names).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    where + " has " + unknown + "; understood are " + Arrays.toString(names));
        }
    }

    static IllegalArgumentException unknown(String where, String value) {
        return new IllegalArgumentException(where + " is " + value + ", which is not understood");
    }
}
