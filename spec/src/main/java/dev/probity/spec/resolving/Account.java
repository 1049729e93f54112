package dev.probity.spec.resolving;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Keeps account of where each resolved value came from.
final class Account {
    private final String rule;
    private final Diagnostics diagnostics;
    private final Map<String, Origin> origins = new LinkedHashMap<>();

    Account(String rule, Diagnostics diagnostics) {
        this.rule = rule;
        this.diagnostics = diagnostics;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    Map<String, Origin> origins() {
        return origins;
    }

    /// The written value, or the dialect's default.
    <T> T take(String path, Optional<Located<T>> written, T otherwise) {
        return take(path, written, otherwise, rule);
    }

    /// The written value, or a default of the named rule.
    <T> T take(String path, Optional<Located<T>> written, T otherwise, String otherRule) {
        origins.put(
                path, written.map(Located::origin).orElseGet(() -> new Origin.Default(otherRule)));
        return written.map(Located::value).orElse(otherwise);
    }

    /// A value that has no default.
    <T> Optional<T> take(String path, Optional<Located<T>> written) {
        return written.map(found -> take(path, found));
    }

    /// A port, where 0 and absent are any free one.
    OptionalInt takePort(String path, Optional<Located<Integer>> written) {
        int port = take(path, written, 0);
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    <T> T take(String path, Located<T> written) {
        origins.put(path, written.origin());
        return written.value();
    }
}
