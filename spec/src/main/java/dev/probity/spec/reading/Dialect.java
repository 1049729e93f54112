package dev.probity.spec.reading;

import dev.probity.spec.Diagnostic.Severity;

import java.util.function.BiFunction;

/// How the readers of one spec language behave.
///
/// @param name as messages and origins say it, such as `probity.yaml` or `Tye`
/// @param unknownKeys how bad a key is that nobody asked for
/// @param scalars what plain and quoted values can be
/// @param extensions keys that begin so are the writer's own and ignored; empty for none
/// @param unknownKey says that a mapping has a key which nobody asked for
public record Dialect(
        String name,
        Severity unknownKeys,
        Scalars scalars,
        String extensions,
        BiFunction<Value, String, String> unknownKey) {

    public Dialect(String name, Severity unknownKeys, Scalars scalars, String extensions) {
        this(
                name,
                unknownKeys,
                scalars,
                extensions,
                (owner, key) -> "unknown key \"" + key + "\" in " + owner.name());
    }

    public Dialect(String name, Severity unknownKeys, Scalars scalars) {
        this(name, unknownKeys, scalars, "");
    }

    boolean ignores(String key) {
        return !extensions.isEmpty() && key.startsWith(extensions);
    }
}
