package dev.probity.spec.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The words that a value can be, in the order in which a message lists them.
public final class Choices {

    private Choices() {}

    public static <T> Map<String, T> of(String one, T first, String other, T second) {
        Map<String, T> choices = new LinkedHashMap<>();
        choices.put(one, first);
        choices.put(other, second);
        return Collections.unmodifiableMap(choices);
    }

    public static <T> Map<String, T> of(
            String one, T first, String two, T second, String three, T third) {
        Map<String, T> choices = new LinkedHashMap<>(of(one, first, two, second));
        choices.put(three, third);
        return Collections.unmodifiableMap(choices);
    }

    public static <T> Map<String, T> of(
            String one, T first, String two, T second, String three, T third, String four, T last) {
        Map<String, T> choices = new LinkedHashMap<>(of(one, first, two, second, three, third));
        choices.put(four, last);
        return Collections.unmodifiableMap(choices);
    }
}
