package dev.probity.spec.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A value of a file that is about to be written. Paths are those of {@link
/// dev.probity.spec.Resolved#origins}, and empty where nobody asks for the origin.
public sealed interface Output {

    /// @param value a text, a number or a boolean
    record Leaf(String path, Object value) implements Output {}

    /// Single values in one line.
    record Words(String path, List<?> words) implements Output {
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
        private final Map<String, List<String>> comments = new LinkedHashMap<>();
        private final List<String> next = new ArrayList<>();

        public Map<String, Output> entries() {
            return entries;
        }

        /// The lines to be written before a key.
        public List<String> comments(String key) {
            return comments.getOrDefault(key, List.of());
        }

        /// The lines to be written at the end.
        public List<String> comments() {
            return next;
        }

        public boolean isEmpty() {
            return entries.isEmpty();
        }

        /// A line before the next key, or at the end when there is none.
        public Branch comment(String line) {
            next.addAll(line.lines().toList());
            return this;
        }

        public Branch put(String key, Output value) {
            boolean empty =
                    switch (value) {
                        case Branch branch -> branch.isEmpty();
                        case Words(_, List<?> words) -> words.isEmpty();
                        case Items(List<Branch> items) -> items.isEmpty();
                        case Leaf _ -> false;
                    };
            return empty ? this : putAlways(key, value);
        }

        /// Also where it is empty, as in `env: {}`.
        public Branch putAlways(String key, Output value) {
            entries.put(key, value);
            if (!next.isEmpty()) {
                comments.put(key, List.copyOf(next));
                next.clear();
            }
            return this;
        }

        public Branch leaf(String key, Object value) {
            return leaf(key, "", value);
        }

        public Branch leaf(String key, String path, Object value) {
            return put(key, new Leaf(path, value));
        }

        public Branch leafIf(String key, Optional<?> value) {
            return leafIf(key, "", value);
        }

        public Branch leafIf(String key, String path, Optional<?> value) {
            value.ifPresent(present -> leaf(key, path, present));
            return this;
        }

        public Branch words(String key, List<?> words) {
            return put(key, new Words("", words));
        }

        public Branch items(String key, List<Branch> items) {
            return put(key, new Items(items));
        }
    }
}
