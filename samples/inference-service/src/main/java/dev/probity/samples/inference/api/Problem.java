package dev.probity.samples.inference.api;

/// Why a request is not answered with what it asked for. Each protocol words it in its own way.
final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    /// @param reason a code, for metrics and for programs
    Problem(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    Problem(int status, String reason, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.reason = reason;
    }

    static Problem malformed(String message) {
        return new Problem(400, "invalid_input", message);
    }

    static Problem notFound(String message) {
        return new Problem(404, "not_found", message);
    }

    static Problem notReady(String reason) {
        return new Problem(503, reason, "there is no model yet");
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /// The service as a whole takes no requests, as `/ready` says too.
    boolean isNotReady() {
        return status == 503 && !reason.equals("overloaded");
    }

    /// Trying again soon may help.
    boolean isTemporary() {
        return status == 503;
    }
}
