package dev.probity.spec.text;

import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.text.Node.Entry;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;
import dev.probity.spec.text.Node.Style;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers the entries of one mapping: each key once, merged ones behind its own.
final class MappingBuilder {
    private final Origin.Position position;
    private final YamlText.MergeKeys mergeKeys;
    private final Diagnostics diagnostics;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Node> merged = new ArrayList<>();

    MappingBuilder(
            Origin.Position position, YamlText.MergeKeys mergeKeys, Diagnostics diagnostics) {
        this.position = position;
        this.mergeKeys = mergeKeys;
        this.diagnostics = diagnostics;
    }

    void add(Node key, Node value) {
        if (!(key instanceof Scalar scalar)) {
            diagnostics.error(
                    SpecCode.KEY, key.position(), "a key is a word, and this is " + key.kind());
            return;
        }
        if (isMerge(scalar)) {
            merged.add(value);
            return;
        }
        Entry entry = new Entry(scalar.position(), scalar.text(), value);
        Entry first = entries.putIfAbsent(entry.key(), entry);
        if (first != null) {
            diagnostics.error(
                    SpecCode.DUPLICATE_KEY,
                    entry.position(),
                    "\"" + entry.key() + "\" is given twice",
                    "the first one is in line " + first.position().line());
        }
    }

    Mapping build() {
        merged.forEach(this::merge);
        return new Mapping(position, List.copyOf(entries.values()));
    }

    private boolean isMerge(Scalar key) {
        return mergeKeys == YamlText.MergeKeys.FOLLOWED
                && key.style() == Style.PLAIN
                && key.text().equals("<<");
    }

    /// What the mapping says itself wins, then the earlier of several merged ones.
    private void merge(Node value) {
        switch (value) {
            case Mapping mapping ->
                    mapping.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry));
            case Sequence sequence
                    when sequence.items().stream().allMatch(Mapping.class::isInstance) ->
                    sequence.items().forEach(this::merge);
            case Sequence _, Scalar _ ->
                    diagnostics.error(
                            SpecCode.MERGE,
                            value.position(),
                            "<< takes a mapping or a list of mappings, and this is "
                                    + value.kind());
        }
    }
}
