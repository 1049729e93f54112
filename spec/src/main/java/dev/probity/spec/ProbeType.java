package dev.probity.spec;

/// The question that a probe asks, in the kubelet's order of creation.
public enum ProbeType {
    STARTUP("Startup", "startupProbe"),
    READINESS("Readiness", "readinessProbe"),
    LIVENESS("Liveness", "livenessProbe");

    private final String title;
    private final String field;

    ProbeType(String title, String field) {
        this.title = title;
        this.field = field;
    }

    /// As events and metrics spell it: `Startup`.
    public String title() {
        return title;
    }

    /// As files spell it: `startupProbe`.
    public String field() {
        return field;
    }
}
