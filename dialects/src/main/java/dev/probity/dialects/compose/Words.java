package dev.probity.dialects.compose;

import dev.probity.spec.Located;
import dev.probity.spec.reading.Value;

import java.util.ArrayList;
import java.util.List;

/// A command: a list of words, or a line that is split as a shell would, without being run by one.
final class Words {

    private Words() {}

    static List<String> of(Value value) {
        if (value.isScalar()) {
            return value.string().map(line -> split(value, line.value())).orElse(List.of());
        }
        return value.items().stream()
                .flatMap(item -> item.string().stream())
                .map(Located::value)
                .toList();
    }

    private static List<String> split(Value value, String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char here = line.charAt(at);
            boolean escapes = here == '\\' && quote != '\'' && at + 1 < line.length();
            if (escapes) {
                word.append(line.charAt(++at));
                begun = true;
            } else if (quote == 0 ? here == '"' || here == '\'' : here == quote) {
                quote = quote == 0 ? here : 0;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(here)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
            } else {
                word.append(here);
                begun = true;
            }
        }
        if (quote != 0) {
            value.error(
                    ComposeCode.WORDS,
                    value.name() + " has a " + quote + " that is not closed",
                    "close it, or write the words as a list");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
