package dev.probity.dialects.tye.file;

import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Code;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.diagnostics.Spelling;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The keys of one mapping while they are read. Each key that is asked for is a known one; the
/// others are errors, as in Tye.
///
/// Every scalar is a text first: a quoted number is a number, and no value is an empty text.
final class Keys {
    private final Mapping mapping;
    private final Diagnostics diagnostics;
    private final Set<String> known = new LinkedHashSet<>();

    private Keys(Mapping mapping, Diagnostics diagnostics) {
        this.mapping = mapping;
        this.diagnostics = diagnostics;
    }

    /// Reads the node if it is a mapping, then reports the keys that the reading did not ask for.
    static <T> Optional<T> read(Node node, Diagnostics diagnostics, Function<Keys, T> reading) {
        if (!(node instanceof Mapping mapping)) {
            diagnostics.error(
                    SpecCode.WRONG_KIND,
                    node.position(),
                    "Unexpected node type in the tye configuration file. Expected \"Mapping\" but"
                            + " got \""
                            + kind(node)
                            + "\".",
                    "keys and values belong here, such as name: web");
            return Optional.empty();
        }
        Keys keys = new Keys(mapping, diagnostics);
        T result = reading.apply(keys);
        keys.reportUnknown();
        return Optional.of(result);
    }

    Origin.Position origin() {
        return mapping.position();
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    Optional<Node> node(String key) {
        known.add(key);
        return mapping.get(key);
    }

    /// Those of the keys that are there, in the order of the text.
    List<Node.Entry> entries(Set<String> keys) {
        known.addAll(keys);
        return mapping.entries().stream().filter(entry -> keys.contains(entry.key())).toList();
    }

    /// All of them: they are the user's own.
    List<Node.Entry> entries() {
        mapping.entries().forEach(entry -> known.add(entry.key()));
        return mapping.entries();
    }

    Optional<Located<String>> text(String key) {
        return node(key).flatMap(node -> text(key, node));
    }

    Optional<Located<String>> text(String key, Node node) {
        if (node instanceof Scalar scalar) {
            return Optional.of(new Located<>(scalar.text(), scalar.position()));
        }
        error(
                SpecCode.WRONG_KIND,
                node,
                "Expected scalar value for key: \"" + key + "\". It is " + node.kind());
        return Optional.empty();
    }

    /// A text that can be a path on this machine.
    Optional<Located<String>> path(String key) {
        return text(key).flatMap(this::path);
    }

    Optional<Located<String>> path(Located<String> text) {
        try {
            boolean possible = Path.of(text.value()) != null;
            return Optional.of(text).filter(_ -> possible);
        } catch (InvalidPathException wrong) {
            diagnostics.error(
                    TyeCode.PATH,
                    text.origin(),
                    Quoted.of(text.value()) + " cannot be a path: " + wrong.getReason());
            return Optional.empty();
        }
    }

    /// A text that Tye compares in small letters.
    Optional<Located<String>> lowerCase(String key) {
        return text(key).map(text -> text.map(name -> name.toLowerCase(Locale.ROOT)));
    }

    Optional<Located<Integer>> integer(String key) {
        return node(key).flatMap(node -> integer(key, node));
    }

    /// @param least 0 or 1: Tye has words for these two
    Optional<Located<Integer>> integer(String key, int least) {
        Optional<Located<Integer>> number = integer(key);
        if (number.filter(found -> found.value() < least).isPresent()) {
            String rule = least == 0 ? "cannot be negative" : "must be greater than zero";
            diagnostics.error(
                    SpecCode.OUT_OF_RANGE,
                    number.get().origin(),
                    "\"%s\" value %s. It is %d".formatted(key, rule, number.get().value()),
                    "the least it can be is " + least);
            return Optional.empty();
        }
        return number;
    }

    /// Tye takes any integer and fails later.
    Optional<Located<Integer>> port(String key) {
        Optional<Located<Integer>> number = integer(key);
        if (number.filter(found -> found.value() < 1 || found.value() > 65_535).isPresent()) {
            diagnostics.error(
                    SpecCode.OUT_OF_RANGE,
                    number.get().origin(),
                    "\"%s\" is %d, which is no port".formatted(key, number.get().value()),
                    "ports are 1 to 65535; leave the key out for any free one");
            return Optional.empty();
        }
        return number;
    }

    Optional<Located<Boolean>> bool(String key) {
        Optional<Located<String>> text = text(key);
        Optional<Boolean> truth = text.flatMap(found -> DotNet.bool(found.value()));
        if (text.isPresent() && truth.isEmpty()) {
            diagnostics.error(
                    SpecCode.NOT_A_BOOLEAN,
                    text.get().origin(),
                    "\"%s\" must be a boolean value (true/false). It is %s"
                            .formatted(key, Quoted.of(text.get().value())));
        }
        return truth.flatMap(value -> text.map(found -> new Located<>(value, found.origin())));
    }

    List<Node> list(String key) {
        return node(key).map(node -> list(key, node)).orElse(List.of());
    }

    List<Node> list(String key, Node node) {
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        diagnostics.error(
                SpecCode.WRONG_KIND,
                node.position(),
                "Expected yaml sequence for key: \"" + key + "\". It is " + node.kind(),
                "begin each item with \"- \"");
        return List.of();
    }

    <T> List<T> mappings(String key, Function<Keys, T> reading) {
        return list(key).stream()
                .flatMap(item -> read(item, diagnostics, reading).stream())
                .toList();
    }

    <T> Optional<T> mapping(String key, Function<Keys, T> reading) {
        return node(key).flatMap(node -> read(node, diagnostics, reading));
    }

    List<Located<String>> texts(String key) {
        return list(key).stream().flatMap(item -> item(item).stream()).toList();
    }

    /// An item of a list of texts.
    Optional<Located<String>> item(Node node) {
        if (node instanceof Scalar scalar) {
            return Optional.of(new Located<>(scalar.text(), scalar.position()));
        }
        error(
                SpecCode.WRONG_KIND,
                node,
                "Unexpected node type in the tye configuration file. Expected \"Scalar\" but got \""
                        + kind(node)
                        + "\".");
        return Optional.empty();
    }

    /// As YAML's own words, which Tye's messages use.
    static String kind(Node node) {
        return switch (node) {
            case Mapping _ -> "Mapping";
            case Sequence _ -> "Sequence";
            case Scalar _ -> "Scalar";
        };
    }

    private Optional<Located<Integer>> integer(String key, Node node) {
        Optional<Located<String>> text = text(key, node);
        Optional<Integer> number = text.flatMap(found -> DotNet.integer(found.value()));
        if (text.isPresent() && number.isEmpty()) {
            error(
                    SpecCode.NOT_A_NUMBER,
                    node,
                    "\"%s\" value must be an integer. It is %s"
                            .formatted(key, Quoted.of(text.get().value())));
        }
        return number.map(value -> new Located<>(value, node.position()));
    }

    private void error(Code code, Node node, String message) {
        diagnostics.error(code, node.position(), message);
    }

    private void reportUnknown() {
        for (Node.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                Set<String> free = new LinkedHashSet<>(known);
                free.removeIf(key -> mapping.get(key).isPresent());
                diagnostics.report(
                        Severity.ERROR,
                        SpecCode.UNKNOWN_KEY,
                        entry.position(),
                        "Unexpected key \"" + entry.key() + "\" in the tye configuration file.",
                        Mistakes.remedy(entry.key())
                                .or(() -> Spelling.hint(entry.key(), free))
                                .or(() -> Optional.of("known here: " + String.join(", ", known))));
            }
        }
    }
}
