package dev.probity.health.http;

import java.util.Optional;

/// The forms in which an answer can be given.
enum Format {
    /// A service's own: `{"status":"ready", ...}`.
    SERVICE("application/json"),
    MICROPROFILE("application/json"),
    HEALTH_JSON("application/health+json"),
    KUBERNETES("text/plain; charset=utf-8"),
    /// `Readiness check succeeded.`
    SENTENCE("text/plain; charset=utf-8"),
    /// `Healthy`, as ASP.NET Core says it.
    WORD("text/plain; charset=utf-8"),
    /// The Open Inference Protocol's.
    INFERENCE("application/json");

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    static final String NAMES = "json, mp, health+json, text";

    static Optional<Format> named(String name) {
        return switch (name) {
            case "json" -> Optional.of(SERVICE);
            case "mp" -> Optional.of(MICROPROFILE);
            case "health+json", "health json" -> Optional.of(HEALTH_JSON); // + may mean a space
            case "text" -> Optional.of(KUBERNETES);
            default -> Optional.empty();
        };
    }
}
