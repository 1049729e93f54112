package dev.probity.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.deploy.ObjectDifference.Line;
import dev.probity.spec.Secrets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares two versions of an object, without what the server keeps to itself.
final class Differences {
    /// What every write changes, and what nobody wrote.
    private static final Set<String> OF_SERVER =
            Set.of(
                    "managedFields",
                    "resourceVersion",
                    "generation",
                    "uid",
                    "creationTimestamp",
                    "selfLink");

    private Differences() {}

    static List<Line> between(JsonNode before, JsonNode after) {
        Map<String, String> old = flat(before);
        Map<String, String> young = flat(after);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(young.keySet());
        return lines(paths, old, young, after);
    }

    /// Of what the other one says only: what the server has added to the first is no difference.
    static List<Line> wanted(JsonNode before, JsonNode wanted) {
        Map<String, String> young = flat(wanted);
        return lines(young.keySet(), flat(before), young, wanted);
    }

    private static Map<String, String> flat(JsonNode object) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", object, values);
        return values;
    }

    private static List<Line> lines(
            Set<String> paths, Map<String, String> old, Map<String, String> young, JsonNode after) {
        boolean secret = after.path("kind").asText().equals("Secret");
        List<Line> lines = new ArrayList<>();
        for (String path : paths) {
            String was = old.getOrDefault(path, "");
            String is = young.getOrDefault(path, "");
            if (!was.equals(is)) {
                boolean hidden = secret && (path.startsWith("data.") || path.startsWith("string"));
                lines.add(new Line(path, shown(was, hidden), shown(is, hidden)));
            }
        }
        return lines;
    }

    private static String shown(String value, boolean hidden) {
        return hidden && !value.isEmpty() ? Secrets.MASK : value;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> values) {
        switch (node) {
            case ObjectNode object ->
                    object.properties().stream()
                            .filter(entry -> !isOfServer(path, entry.getKey()))
                            .forEach(entry ->
                                    flatten(
                                            path.isEmpty()
                                                    ? entry.getKey()
                                                    : path + "." + entry.getKey(),
                                            entry.getValue(),
                                            values));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    // Lists of named things are read by name; the others by position.
                    String name = array.get(i).path("name").asText("" + i);
                    flatten(path + "[" + name + "]", array.get(i), values);
                }
            }
            default -> values.put(path, node.asText());
        }
    }

    private static boolean isOfServer(String path, String key) {
        return (path.isEmpty() && key.equals("status"))
                || (path.equals("metadata") && OF_SERVER.contains(key));
    }
}
