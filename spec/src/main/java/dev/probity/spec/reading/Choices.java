package dev.probity.spec.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The words that a value can be, in the order in which a message lists them.
public final class Choices {

    private Choices() {}

    @SafeVarargs
    public static <T> Map<String, T> of(Map.Entry<String, T>... choices) {
        Map<String, T> words = new LinkedHashMap<>();
        for (Map.Entry<String, T> choice : choices) {
            words.put(choice.getKey(), choice.getValue());
        }
        return Collections.unmodifiableMap(words);
    }
}
