package dev.probity.spec.reading;

import dev.probity.spec.diagnostics.SpecCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Splits a command line into words as a shell does, without anything else that a shell does.
public final class CommandLine {
    /// Words that make sense to a shell only.
    private static final Set<String> OPERATORS =
            Set.of("|", "||", "&", "&&", ";", "<", ">", ">>", "2>", "2>&1", ">&2", "&>");

    private final Value value;
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean quoted;
    private char quote;

    private CommandLine(Value value, String text) {
        this.value = value;
        this.text = text;
    }

    /// The words; none after a report.
    public static List<String> split(Value value, String text) {
        return new CommandLine(value, text).split();
    }

    private List<String> split() {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean escapes = c == '\\' && quote != '\'' && at + 1 < text.length();
            if (escapes && isEscapable(text.charAt(at + 1))) {
                add(text.charAt(++at));
            } else if (quote != 0) {
                inQuotes(c);
            } else {
                outside(c);
            }
        }
        endWord();
        if (quote != 0) {
            value.error(
                    SpecCode.COMMAND_LINE,
                    value.name() + " has a " + quote + " that is not closed",
                    "close it, or write the command as a list");
            return List.of();
        }
        return words;
    }

    /// A backslash before anything else stays: Windows paths have them.
    private boolean isEscapable(char next) {
        return next == '"'
                || next == '\\'
                || (quote == 0 && (next == '\'' || Character.isWhitespace(next)));
    }

    private void inQuotes(char c) {
        if (c == quote) {
            quote = 0;
        } else {
            add(c);
        }
    }

    private void outside(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            inWord = true;
            quoted = true;
        } else if (Character.isWhitespace(c)) {
            endWord();
        } else {
            add(c);
        }
    }

    private void add(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        String ended = word.toString();
        if (!quoted && (OPERATORS.contains(ended) || ended.endsWith(";"))) {
            value.error(
                    SpecCode.SHELL_SYNTAX,
                    value.name() + " has \"" + ended + "\", and there is no shell to understand it",
                    "write [sh, -c, \"…\"], or quote the word");
        }
        words.add(ended);
        word.setLength(0);
        inWord = false;
        quoted = false;
    }
}
