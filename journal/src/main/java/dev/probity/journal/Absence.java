package dev.probity.journal;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is not there is not written, and what was not written is not there.
final class Absence {
    private Absence() {}

    static boolean isAbsent(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isEmpty();
            case OptionalInt optional -> optional.isEmpty();
            case OptionalLong optional -> optional.isEmpty();
            default -> false;
        };
    }

    /// The empty value of a type that has one.
    static @Nullable Object of(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == OptionalInt.class) {
            return OptionalInt.empty();
        }
        return type == OptionalLong.class ? OptionalLong.empty() : null;
    }
}
