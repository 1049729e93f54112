package dev.probity.conformance.action;

/// A case says something that this layer does not understand. It fails, because a wish that is
/// passed over would be a check that cannot fail.
final class MalformedCase extends RuntimeException {
    MalformedCase(String message) {
        super(message);
    }
}
