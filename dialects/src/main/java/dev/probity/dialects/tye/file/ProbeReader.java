package dev.probity.dialects.tye.file;

import dev.probity.spec.Handler;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;

import java.util.Optional;

/// Reads `liveness` and `readiness`.
final class ProbeReader {
    private ProbeReader() {}

    static TyeProbe read(Keys keys) {
        return new TyeProbe(
                keys.origin(),
                keys.mapping("http", ProbeReader::http),
                keys.integer("initialDelay", 0),
                keys.integer("period", 1),
                keys.integer("timeout", 1),
                keys.integer("successThreshold", 1),
                keys.integer("failureThreshold", 1));
    }

    private static TyeProbe.Http http(Keys keys) {
        return new TyeProbe.Http(
                keys.origin(),
                keys.text("path"),
                keys.port("port"),
                keys.text("protocol"),
                keys.mappings("headers", ProbeReader::header).stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<Located<Handler.Header>> header(Keys keys) {
        Optional<Located<String>> name = required(keys, "name");
        Optional<Located<String>> value = required(keys, "value");
        if (name.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Located<>(
                        new Handler.Header(name.get().value(), value.get().value()),
                        keys.origin()));
    }

    private static Optional<Located<String>> required(Keys keys, String key) {
        if (keys.node(key).isEmpty()) {
            keys.diagnostics()
                    .error(
                            SpecCode.MISSING_KEY,
                            keys.origin(),
                            "Expected scalar value for key: \"" + key + "\".",
                            "a header has a \"name\" and a \"value\"");
            return Optional.empty();
        }
        return keys.text(key);
    }
}
