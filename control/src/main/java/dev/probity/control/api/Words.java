package dev.probity.control.api;

import java.util.Locale;

/// Constants as JSON and people spell them: `backing-off`.
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
