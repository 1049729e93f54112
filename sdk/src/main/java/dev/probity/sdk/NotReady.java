package dev.probity.sdk;

/// A service that did not become ready: the message says what keeps it, in its probes' own words.
public final class NotReady extends Exception {
    NotReady(String message) {
        super(message);
    }
}
