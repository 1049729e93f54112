package dev.probity.samples.logging.predictions;

/// A request that cannot be carried out as it is, in words for whoever sent it.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String pointer;

    /// @param status the HTTP status, 400 to 499
    /// @param pointer where in the body (RFC 6901); empty for the whole
    public Refusal(int status, String pointer, String message) {
        super(message, null, false, false);
        this.status = status;
        this.pointer = pointer;
    }

    /// It is not what was agreed on: not JSON, or something is missing.
    static Refusal malformed(String pointer, String message) {
        return new Refusal(400, pointer, message);
    }

    /// It is well-formed and cannot be true.
    static Refusal senseless(String pointer, String message) {
        return new Refusal(422, pointer, message);
    }

    public int status() {
        return status;
    }

    public String pointer() {
        return pointer;
    }

    public String explanation() {
        return String.valueOf(getMessage());
    }
}
