package dev.probity.spec.output;

import dev.probity.spec.Origin;
import dev.probity.spec.output.Output.Branch;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes YAML that every YAML reader takes for the same values, old ones included.
public final class YamlOutput {
    /// What cannot be taken for anything but a text.
    private static final Pattern PLAIN =
            Pattern.compile(
                    "(-{1,2}|\\./)?[A-Za-z/_][-A-Za-z0-9_./]*|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /// Booleans and nothing, in YAML 1.1 or 1.2.
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private static final int COMMENT_COLUMN = 40;

    private final Map<String, Origin> origins;
    private final UnaryOperator<String> escape;
    private final StringBuilder text = new StringBuilder();

    private YamlOutput(Map<String, Origin> origins, UnaryOperator<String> escape) {
        this.origins = origins;
        this.escape = escape;
    }

    public static String text(Branch root) {
        return text(root, Map.of(), UnaryOperator.identity());
    }

    /// @param origins by path; what has one gets it as a comment
    /// @param escape makes a text one that the reader of the file takes for it
    public static String text(
            Branch root, Map<String, Origin> origins, UnaryOperator<String> escape) {
        var output = new YamlOutput(origins, escape);
        output.branch(root, 0, "");
        return output.text.toString();
    }

    /// @param first what stands before the first key in place of its indent
    private void branch(Branch branch, int indent, String first) {
        String lead = first.isEmpty() ? " ".repeat(indent) : first;
        for (Map.Entry<String, Output> entry : branch.entries().entrySet()) {
            // Before the "- " of an item, where comments of its first key belong.
            comments(branch.comments(entry.getKey()), Math.max(0, lead.indexOf('-')), indent, lead);
            entry(lead + scalar(entry.getKey()) + ":", entry.getValue(), indent);
            lead = " ".repeat(indent);
        }
        comments(branch.comments(), indent, indent, lead);
    }

    private void comments(List<String> lines, int dash, int indent, String lead) {
        for (String line : lines) {
            text.repeat(' ', lead.isBlank() ? indent : dash)
                    .append("# ")
                    .append(printable(line))
                    .append('\n');
        }
    }

    private static String printable(String line) {
        return line.codePoints()
                .map(c -> Character.isISOControl(c) || !isText(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void entry(String key, Output value, int indent) {
        switch (value) {
            case Output.Leaf(String path, Object leaf) -> line(key + " " + value(leaf), path);
            case Output.Words(String path, List<?> words) ->
                    line(
                            key
                                    + " ["
                                    + words.stream()
                                            .map(this::value)
                                            .collect(Collectors.joining(", "))
                                    + "]",
                            path);
            case Branch branch when branch.isEmpty() -> line(key + " {}", "");
            case Branch branch -> {
                line(key, "");
                branch(branch, indent + 2, "");
            }
            case Output.Items(List<Branch> items) -> {
                line(key, "");
                for (Iterator<Branch> rest = items.iterator(); rest.hasNext(); ) {
                    branch(rest.next(), indent + 4, " ".repeat(indent + 2) + "- ");
                }
            }
        }
    }

    private void line(String content, String path) {
        text.append(content);
        Origin origin = origins.get(path);
        if (origin != null) {
            text.repeat(' ', Math.max(1, COMMENT_COLUMN - content.length()))
                    .append("# ")
                    .append(origin);
        }
        text.append('\n');
    }

    private String value(Object leaf) {
        return leaf instanceof String string ? scalar(escape.apply(string)) : leaf.toString();
    }

    private static String scalar(String value) {
        return PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT))
                ? value
                : quoted(value);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '"' -> quoted.append("\\\"");
                        case '\\' -> quoted.append("\\\\");
                        case '\n' -> quoted.append("\\n");
                        case '\t' -> quoted.append("\\t");
                        case '\r' -> quoted.append("\\r");
                        default -> {
                            if (Character.isISOControl(c) || !isText(c)) {
                                quoted.append("\\U%08x".formatted(c));
                            } else {
                                quoted.appendCodePoint(c);
                            }
                        }
                    }
                });
        return quoted.append('"').toString();
    }

    private static boolean isText(int c) {
        return switch (Character.getType(c)) {
            case Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
