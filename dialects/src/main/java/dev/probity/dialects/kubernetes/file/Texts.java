package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Style;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Texts as the API takes them: what YAML 1.1 calls a number or a truth value is refused.
final class Texts {
    private static final Pattern TRUTH =
            Pattern.compile("(?i:y|yes|n|no|true|false|on|off)", Pattern.UNICODE_CASE);

    private static final Pattern NUMBER =
            Pattern.compile(
                    "[-+]?(0[xX][0-9a-fA-F_]+|0b[01_]+|0o[0-7_]+|[0-9][0-9_]*"
                            + "|(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|\\.(inf|Inf|INF))"
                            + "|\\.(nan|NaN|NAN)");

    private static final int LONGEST = 64; // a longer number is hardly one

    private Texts() {}

    static Optional<Located<String>> text(Value value) {
        if (value.node() instanceof Scalar scalar && scalar.style() == Style.PLAIN) {
            String kind = kind(scalar.text());
            if (!kind.isEmpty()) {
                value.error(
                        KubernetesCode.NOT_TEXT,
                        "%s is %s, which is %s; it must be a text"
                                .formatted(value.name(), scalar.text(), kind),
                        "write it in quotes: \"" + scalar.text() + "\"");
                return Optional.of(value.at(scalar.text()));
            }
        }
        return value.string();
    }

    private static String kind(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        if (TRUTH.matcher(text).matches()) {
            return "a truth value to Kubernetes";
        }
        return NUMBER.matcher(text).matches() ? "a number" : "";
    }

    /// An empty one is the same as none.
    static Optional<Located<String>> text(Fields fields, String key) {
        return fields.get(key).flatMap(Texts::text).filter(text -> !text.value().isEmpty());
    }

    static List<Located<String>> texts(Fields fields, String key) {
        return fields.list(key).stream().flatMap(item -> text(item).stream()).toList();
    }

    /// A mapping of texts, in the order of the file.
    static Map<String, Located<String>> map(Fields fields, String key) {
        Map<String, Located<String>> map = new LinkedHashMap<>();
        for (Value.Member member : fields.get(key).map(Value::members).orElse(List.of())) {
            if (!member.value().isNull()) {
                text(member.value()).ifPresent(text -> map.put(member.key().value(), text));
            }
        }
        return map;
    }

    /// A field that validation asks for.
    static Optional<Located<String>> required(Fields fields, String key) {
        Optional<Located<String>> text = text(fields, key);
        if (text.isEmpty()) {
            missing(fields.owner(), key);
        }
        return text;
    }

    static void missing(Value owner, String key) {
        String path = owner.path().isEmpty() ? key : owner.path() + "." + key;
        owner.error(KubernetesCode.REQUIRED, path + ": Required value");
    }

    static void invalid(Value value, String detail) {
        String shown =
                value.node() instanceof Scalar scalar
                        ? "Invalid value: \"" + scalar.text() + "\": "
                        : "Invalid value: ";
        value.error(KubernetesCode.INVALID, value.path() + ": " + shown + detail);
    }
}
