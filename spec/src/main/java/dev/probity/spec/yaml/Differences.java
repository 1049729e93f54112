package dev.probity.spec.yaml;

import dev.probity.spec.Service;
import dev.probity.spec.output.Output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares services as the file would say them.
final class Differences {
    /// What the file has no words for.
    private static final String UNSAID = "something that the file does not show";

    private Differences() {}

    /// In the order of the file; not empty when the services are not equal.
    static List<Difference> between(Service before, Service after) {
        Style whole = new Style.File(Path.of("/"));
        Map<String, String> old = said(before, whole);
        Map<String, String> young = said(after, whole);
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(young.keySet());
        keys.removeIf(key -> old.getOrDefault(key, "").equals(young.getOrDefault(key, "")));
        if (keys.isEmpty() && !before.equals(after)) {
            return List.of(new Difference(UNSAID, "", ""));
        }
        return shown(keys, before, after);
    }

    /// With what looks like a secret masked, also where that makes both sides look the same.
    private static List<Difference> shown(Set<String> keys, Service before, Service after) {
        Map<String, String> old = said(before, new Style.Account());
        Map<String, String> young = said(after, new Style.Account());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            differences.add(
                    new Difference(key, old.getOrDefault(key, ""), young.getOrDefault(key, "")));
        }
        return differences;
    }

    private static Map<String, String> said(Service service, Style style) {
        Map<String, String> values = new LinkedHashMap<>();
        flatten("", ResolvedTree.of(service, style), values);
        return values;
    }

    private static void flatten(String key, Output output, Map<String, String> values) {
        switch (output) {
            case Output.Leaf(_, Object value) -> values.put(key, value.toString());
            case Output.Words(_, List<?> words) -> values.put(key, words.toString());
            case Output.Items(List<Output.Branch> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    flatten(key + "[" + i + "]", items.get(i), values);
                }
            }
            case Output.Branch branch ->
                    branch.entries()
                            .forEach((name, value) ->
                                    flatten(
                                            key.isEmpty() ? name : key + "." + name,
                                            value,
                                            values));
        }
    }
}
