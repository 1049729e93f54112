package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.Map;
import java.util.Optional;

/// What every object has.
///
/// @param origin of the object
/// @param name empty when it is missing, which was told
public record Metadata(
        Origin origin,
        Located<String> name,
        Optional<Located<String>> namespace,
        Map<String, Located<String>> labels,
        Map<String, Located<String>> annotations) {
    public Metadata {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    public Optional<Located<String>> annotation(String key) {
        return Optional.ofNullable(annotations.get(key));
    }

    public Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key)).map(Located::value);
    }
}
