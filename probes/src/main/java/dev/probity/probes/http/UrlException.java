package dev.probity.probes.http;

/// A text that is no URL; the message is Go's.
public final class UrlException extends Exception {
    UrlException(String message) {
        super(message);
    }
}
