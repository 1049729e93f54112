package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Compares what a case expects with what came of it.
final class Differences {

    /// More would hide the first one, which is usually the cause of the rest.
    private static final int SHOWN = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /// @param actual by the names that the case uses
    static List<String> between(JsonNode expected, Map<String, ?> actual) {
        Differences differences = new Differences();
        differences.compare("expect", expected, tree(actual));
        List<String> all = differences.found;
        return all.size() <= SHOWN ? all : all.subList(0, SHOWN);
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    private void compare(String where, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            compareFields(where, expected, actual);
        } else if (expected.isArray() && actual.isArray()) {
            compareItems(where, expected, actual);
        } else if (!same(expected, actual)) {
            found.add(where + ": expected " + shown(expected) + ", was " + shown(actual));
        }
    }

    private void compareFields(String where, JsonNode expected, JsonNode actual) {
        Set<String> names = new TreeSet<>();
        expected.fieldNames().forEachRemaining(names::add);
        actual.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            compare(where + "." + name, expected.path(name), actual.path(name));
        }
    }

    private void compareItems(String where, JsonNode expected, JsonNode actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            compare(where + "[" + i + "]", expected.path(i), actual.path(i));
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        boolean numbers = expected.isNumber() && actual.isNumber();
        return numbers
                ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                : expected.equals(actual);
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
