package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A ConfigMap or a Secret, decoded.
///
/// @param entries in the order of the text
public record DataObject(Kind kind, Metadata metadata, Map<String, Located<String>> entries) {
    public DataObject {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public enum Kind {
        CONFIG_MAP("ConfigMap"),
        SECRET("Secret");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
