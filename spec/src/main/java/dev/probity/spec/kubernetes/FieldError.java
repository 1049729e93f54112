package dev.probity.spec.kubernetes;

/// One refusal of the API server.
///
/// @param field path from the object, such as `spec.containers[0].livenessProbe.periodSeconds`
/// @param detail the API server's words; empty where it adds none
public record FieldError(String field, Type type, String detail) {

    /// How the API server calls it; {@link #text} is its exact word.
    public enum Type {
        REQUIRED("Required"),
        INVALID("Invalid"),
        FORBIDDEN("Forbidden"),
        NOT_SUPPORTED("NotSupported");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
