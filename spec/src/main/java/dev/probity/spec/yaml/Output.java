package dev.probity.spec.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file that is about to be written. Paths are those of {@link
/// dev.probity.spec.Resolved#origins}.
sealed interface Output {

    /// @param value a text, a whole number or a boolean
    record Leaf(String path, Object value) implements Output {}

    /// Single values in one line.
    record Words(String path, List<String> words) implements Output {
        public Words {
            words = List.copyOf(words);
        }
    }

    record Items(List<Branch> items) implements Output {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A mapping while it is put together: what is absent or empty is left out.
    final class Branch implements Output {
        private final Map<String, Output> entries = new LinkedHashMap<>();

        Map<String, Output> entries() {
            return entries;
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        Branch put(String key, Output value) {
            boolean empty =
                    switch (value) {
                        case Branch branch -> branch.isEmpty();
                        case Words(_, List<String> words) -> words.isEmpty();
                        case Items(List<Branch> items) -> items.isEmpty();
                        case Leaf _ -> false;
                    };
            if (!empty) {
                entries.put(key, value);
            }
            return this;
        }

        Branch leaf(String key, String path, Object value) {
            return put(key, new Leaf(path, value));
        }

        Branch leafIf(String key, String path, Optional<?> value) {
            value.ifPresent(present -> leaf(key, path, present));
            return this;
        }
    }
}
