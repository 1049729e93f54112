package dev.probity.health.http;

/// One more page beside those of health, such as `/metrics`.
@FunctionalInterface
public interface Page {
    Answer answer(Request request);
}
