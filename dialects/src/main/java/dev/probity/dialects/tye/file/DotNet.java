package dev.probity.dialects.tye.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How .NET reads texts, where Tye leaves it to .NET.
public final class DotNet {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,10}");
    private static final Pattern PERCENT = Pattern.compile("%([^%\\s]+)%");

    private DotNet() {}

    /// `int.TryParse`: blanks around and a sign, 32 bits.
    public static Optional<Integer> integer(String text) {
        String trimmed = text.strip();
        if (!INTEGER.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(trimmed);
        return number == (int) number ? Optional.of((int) number) : Optional.empty();
    }

    /// `bool.TryParse`: any letter case, no `yes` and no `on`.
    public static Optional<Boolean> bool(String text) {
        String trimmed = text.strip();
        if (trimmed.equalsIgnoreCase("true")) {
            return Optional.of(true);
        }
        return trimmed.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
    }

    /// Replaces each `%NAME%` that has a value; the others stay as they are.
    public static String expand(String text, Function<String, Optional<String>> variable) {
        Function<MatchResult, String> value =
                match -> variable.apply(match.group(1)).orElse(match.group());
        return PERCENT.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value.apply(match)));
    }

    /// One command line cut into arguments: double quotes join, a backslash is only special before
    /// a quote, single quotes mean nothing.
    public static List<String> arguments(String line) {
        List<String> arguments = new ArrayList<>();
        Cutter cutter = new Cutter(line);
        while (cutter.skipBlanks()) {
            arguments.add(cutter.next());
        }
        return arguments;
    }

    private static final class Cutter {
        private final String line;
        private int at;

        Cutter(String line) {
            this.line = line;
        }

        boolean skipBlanks() {
            while (at < line.length() && isBlank(line.charAt(at))) {
                at++;
            }
            return at < line.length();
        }

        String next() {
            StringBuilder argument = new StringBuilder();
            boolean quoted = false;
            while (at < line.length()) {
                char character = line.charAt(at);
                if (character == '\\') {
                    backslashes(argument);
                } else if (character == '"') {
                    at++;
                    if (quoted && at < line.length() && line.charAt(at) == '"') {
                        argument.append('"');
                        at++;
                    } else {
                        quoted = !quoted;
                    }
                } else if (isBlank(character) && !quoted) {
                    break;
                } else {
                    argument.append(character);
                    at++;
                }
            }
            return argument.toString();
        }

        /// Before a quote two of them are one, and an odd last one makes the quote a plain one.
        private void backslashes(StringBuilder argument) {
            int from = at;
            while (at < line.length() && line.charAt(at) == '\\') {
                at++;
            }
            int count = at - from;
            boolean beforeQuote = at < line.length() && line.charAt(at) == '"';
            argument.repeat('\\', beforeQuote ? count / 2 : count);
            if (beforeQuote && count % 2 == 1) {
                argument.append('"');
                at++;
            }
        }

        private static boolean isBlank(char character) {
            return character == ' ' || character == '\t';
        }
    }
}
