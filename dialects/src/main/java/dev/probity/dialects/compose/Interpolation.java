package dev.probity.dialects.compose;

import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Entry;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces variables in values as Compose does. Keys are left alone.
final class Interpolation {
    /// A long variable can be mentioned in each of many values.
    private static final int MAX_REPLACED = 8 << 20;

    private static final int MAX_NESTED = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");

    private final Function<String, Optional<String>> variables;
    private final Diagnostics diagnostics;
    private int replaced;

    Interpolation(Function<String, Optional<String>> variables, Diagnostics diagnostics) {
        this.variables = variables;
        this.diagnostics = diagnostics;
    }

    Node apply(Node node) {
        return switch (node) {
            case Mapping mapping ->
                    new Mapping(
                            mapping.position(),
                            mapping.entries().stream()
                                    .map(entry ->
                                            new Entry(
                                                    entry.position(),
                                                    entry.key(),
                                                    apply(entry.value())))
                                    .toList());
            case Sequence sequence ->
                    new Sequence(
                            sequence.position(),
                            sequence.items().stream().map(this::apply).toList());
            case Scalar scalar when scalar.text().indexOf('$') < 0 -> scalar;
            case Scalar scalar ->
                    // What was replaced is a text, also when nothing is left of it.
                    new Scalar(
                            scalar.position(),
                            new Text(scalar).replaceAll(scalar.text(), 0),
                            Node.Style.QUOTED);
        };
    }

    /// The replacing of one scalar.
    private final class Text {
        private final Scalar scalar;

        Text(Scalar scalar) {
            this.scalar = scalar;
        }

        String replaceAll(String text, int depth) {
            StringBuilder result = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                int dollar = text.indexOf('$', at);
                if (dollar < 0) {
                    return result.append(text, at, text.length()).toString();
                }
                result.append(text, at, dollar);
                at = afterDollar(text, dollar, depth, result);
            }
            return result.toString();
        }

        /// @return where the text goes on
        private int afterDollar(String text, int dollar, int depth, StringBuilder result) {
            if (text.startsWith("$$", dollar)) {
                result.append('$');
                return dollar + 2;
            }
            Matcher name = NAME.matcher(text).region(dollar + 1, text.length());
            if (name.lookingAt()) {
                put(value(name.group()), result);
                return name.end();
            }
            int end = text.startsWith("${", dollar) ? closing(text, dollar + 2) : -1;
            if (end < 0 || depth > MAX_NESTED) {
                error("\"$\" is followed by no name");
                return text.length();
            }
            put(replacement(text.substring(dollar + 2, end), depth), result);
            return end + 1;
        }

        private void put(String text, StringBuilder result) {
            replaced += text.length();
            if (replaced <= MAX_REPLACED) {
                result.append(text);
            } else if (replaced - text.length() <= MAX_REPLACED) {
                error("there are more than 8 MiB of variables up to here");
            }
        }

        private String replacement(String inside, int depth) {
            Matcher name = NAME.matcher(inside);
            if (!name.lookingAt()) {
                error("\"${\" is followed by no name");
                return "";
            }
            String rest = inside.substring(name.end());
            if (rest.isEmpty()) {
                return value(name.group());
            }
            boolean emptyCounts = !rest.startsWith(":");
            String operation = emptyCounts ? rest : rest.substring(1);
            Optional<String> value =
                    variables.apply(name.group()).filter(text -> emptyCounts || !text.isEmpty());
            String other = operation.isEmpty() ? "" : operation.substring(1);
            return switch (operation.isEmpty() ? ' ' : operation.charAt(0)) {
                case '-' -> value.orElseGet(() -> replaceAll(other, depth + 1));
                case '+' -> value.isPresent() ? replaceAll(other, depth + 1) : "";
                case '?' -> value.orElseGet(() -> demanded(name.group(), other));
                default -> {
                    error("${" + name.group() + "…} goes on in a way that has no meaning");
                    yield "";
                }
            };
        }

        private String value(String name) {
            Optional<String> value = variables.apply(name);
            if (value.isEmpty()) {
                diagnostics.warning(
                        ComposeCode.UNSET_VARIABLE,
                        scalar.position(),
                        "the variable " + name + " is not set; it is empty",
                        "set it, write it into .env, or write ${" + name + ":-text}");
            }
            return value.orElse("");
        }

        private String demanded(String name, String message) {
            diagnostics.error(
                    ComposeCode.VARIABLE,
                    scalar.position(),
                    "the variable "
                            + name
                            + " is not set"
                            + (message.isBlank() ? "" : ": " + message.strip()),
                    "set it, or write it into .env");
            return "";
        }

        private void error(String message) {
            diagnostics.error(
                    ComposeCode.VARIABLE,
                    scalar.position(),
                    message,
                    "write $$ when a dollar sign is meant");
        }
    }

    /// Where the brace closes that was open before the start; -1 if nowhere.
    private static int closing(String text, int start) {
        int open = 1;
        for (int at = start; at < text.length(); at++) {
            if (text.startsWith("${", at)) {
                open++;
                at++;
            } else if (text.charAt(at) == '}' && --open == 0) {
                return at;
            }
        }
        return -1;
    }
}
