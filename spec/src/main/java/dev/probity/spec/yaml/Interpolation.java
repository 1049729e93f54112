package dev.probity.spec.yaml;

import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Entry;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;
import dev.probity.spec.text.Node.Style;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces `${NAME}`, `${NAME:-default}` and `${NAME:?message}` in every value of a file.
///
/// Keys are left alone: what a file is about does not depend on who reads it.
final class Interpolation {
    /// A variable of 100 KB can be mentioned in each of 100,000 values.
    private static final int MAX_REPLACED = 8 << 20;

    private static final int MAX_NESTED = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");

    /// Lists under these keys often hold a script for a shell, which replaces `$NAME` itself.
    private static final Set<String> COMMANDS = Set.of("command", "arguments", "args", "exec");

    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private int replaced;

    Interpolation(Surroundings surroundings, Diagnostics diagnostics) {
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
    }

    Node apply(Node node) {
        return apply(node, false);
    }

    private Node apply(Node node, boolean inCommand) {
        return switch (node) {
            case Mapping mapping ->
                    new Mapping(
                            mapping.position(),
                            mapping.entries().stream().map(this::entry).toList());
            case Sequence sequence ->
                    new Sequence(
                            sequence.position(),
                            sequence.items().stream().map(item -> apply(item, inCommand)).toList());
            case Scalar scalar when scalar.text().indexOf('$') < 0 -> scalar;
            case Scalar scalar -> scalar(scalar, inCommand);
        };
    }

    private Entry entry(Entry entry) {
        boolean script = entry.value() instanceof Sequence && COMMANDS.contains(entry.key());
        return new Entry(entry.position(), entry.key(), apply(entry.value(), script));
    }

    private Scalar scalar(Scalar scalar, boolean inCommand) {
        Text text = new Text(scalar, inCommand);
        String result = text.replaceAll(scalar.text(), 0);
        if (!text.hasReplaced) {
            return new Scalar(scalar.position(), result, scalar.style());
        }
        // Quotes are needed around ${…} inside of [ ], so they do not make a text of a number here.
        // Nothing, on the other hand, stays a text: a variable that is empty was meant to be.
        Scalar plain = new Scalar(scalar.position(), result, Style.PLAIN);
        return plain.isNull() ? new Scalar(scalar.position(), result, Style.QUOTED) : plain;
    }

    /// The replacing of one scalar.
    private final class Text {
        private final Scalar scalar;
        private final boolean inCommand;
        private boolean hasReplaced;

        Text(Scalar scalar, boolean inCommand) {
            this.scalar = scalar;
            this.inCommand = inCommand;
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
            if (!text.startsWith("${", dollar)) {
                warnOfPlain(text, dollar);
                result.append('$');
                return dollar + 1;
            }
            int end = closing(text, dollar + 2);
            if (end < 0 || depth > MAX_NESTED) {
                error("\"${\" without its \"}\"", "write \"$$\" when a dollar sign is meant");
                return text.length();
            }
            String replacement = replacement(text.substring(dollar + 2, end), depth);
            replaced += replacement.length();
            if (replaced <= MAX_REPLACED) {
                result.append(replacement);
            } else if (replaced - replacement.length() <= MAX_REPLACED) {
                error("more than 8 MiB of variables up to here", "shorten the variables");
            }
            hasReplaced = true;
            return end + 1;
        }

        private String replacement(String inside, int depth) {
            Matcher name = NAME.matcher(inside);
            if (!name.lookingAt()) {
                error("\"${\" is not followed by a name", "write \"$$\" for a dollar sign");
                return "";
            }
            String rest = inside.substring(name.end());
            Optional<String> value = surroundings.variable(name.group());
            if (rest.isEmpty()) {
                return value.orElseGet(() -> missing(name.group()));
            }
            if (rest.startsWith(":-")) {
                return value.filter(text -> !text.isEmpty())
                        .orElseGet(() -> replaceAll(rest.substring(2), depth + 1));
            }
            if (rest.startsWith(":?")) {
                return value.filter(text -> !text.isEmpty())
                        .orElseGet(() -> demanded(name.group(), rest.substring(2)));
            }
            error(
                    "${" + name.group() + "…} goes on in a way that has no meaning",
                    "write ${"
                            + name.group()
                            + "}, or with :- and a default, or with :? and a message");
            return "";
        }

        private String missing(String name) {
            diagnostics.error(
                    SpecCode.VARIABLE_NOT_SET,
                    scalar.position(),
                    "the variable " + name + " is not set",
                    "set it, or write ${" + name + ":-default}");
            return "";
        }

        private String demanded(String name, String message) {
            diagnostics.error(
                    SpecCode.VARIABLE_NOT_SET,
                    scalar.position(),
                    "the variable "
                            + name
                            + " is not set, or empty"
                            + (message.isBlank() ? "" : ": " + message.strip()));
            return "";
        }

        private void warnOfPlain(String text, int dollar) {
            Matcher name = NAME.matcher(text).region(dollar + 1, text.length());
            if (!inCommand && name.lookingAt()) {
                diagnostics.warning(
                        SpecCode.PLAIN_DOLLAR,
                        scalar.position(),
                        "$" + name.group() + " is not replaced",
                        "write ${" + name.group() + "}, or $$" + name.group() + " if it is meant");
            }
        }

        private void error(String message, String hint) {
            diagnostics.error(SpecCode.INTERPOLATION, scalar.position(), message, hint);
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
