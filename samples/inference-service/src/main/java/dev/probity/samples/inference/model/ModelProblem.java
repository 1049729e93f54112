package dev.probity.samples.inference.model;

/// Why there is no model, or no new one.
public final class ModelProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason a code that probes may show, such as `model_not_in_registry`
    /// @param message for the log: what was looked for, and what is there
    public ModelProblem(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ModelProblem(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
