package dev.probity.spec.text;

import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

/// A value as the text has it, before anybody says what it means.
///
/// Aliases and merge keys are already followed, so one node can be in several places; the position
/// is the one where it was written.
public sealed interface Node {

    Origin.Position position();

    /// In words for a message: `a list`.
    String kind();

    /// @param entries in the order of the text; keys are unique
    record Mapping(Origin.Position position, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Node> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /// @param position of the key
    record Entry(Origin.Position position, String key, Node value) {}

    record Sequence(Origin.Position position, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /// @param text unquoted and unescaped
    record Scalar(Origin.Position position, String text, Style style) implements Node {

        /// Whether it says that there is no value.
        public boolean isNull() {
            return style == Style.PLAIN
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "a single value";
        }
    }

    /// How a scalar is written; only a plain one can be a number, a boolean or nothing.
    enum Style {
        PLAIN,
        QUOTED,
        /// Lines after `|` or `>`.
        BLOCK
    }
}
