package dev.probity.deploy.cluster;

import java.util.List;

/// A cluster that does not do what it is asked, in words for the one who asked.
public final class ClusterProblem extends Exception {
    private final Kind kind;
    private final transient List<Conflict> conflicts;

    /// What can be done about it depends on this.
    public enum Kind {
        /// There is no kubeconfig, or not what it should say.
        NO_CONTEXT,
        /// Nobody answers, or not in time.
        UNREACHABLE,
        /// The server does not know who asks: wrong or expired credentials.
        UNAUTHENTICATED,
        /// The one who asks may not.
        FORBIDDEN,
        NO_NAMESPACE,
        /// Another manager owns what is to be changed.
        CONFLICT,
        /// What is there cannot become what is wanted: it has to be made anew.
        IMMUTABLE,
        /// The object is wrong, or against a rule of the cluster.
        REFUSED
    }

    /// @param manager who owns it
    /// @param field such as `.spec.replicas`
    public record Conflict(String manager, String field) {}

    public ClusterProblem(Kind kind, String message) {
        this(kind, message, List.of());
    }

    public ClusterProblem(Kind kind, String message, List<Conflict> conflicts) {
        super(message);
        this.kind = kind;
        this.conflicts = List.copyOf(conflicts);
    }

    public ClusterProblem(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.conflicts = List.of();
    }

    public Kind kind() {
        return kind;
    }

    /// With {@link Kind#CONFLICT}, who owns what.
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /// The message, which is always given.
    public String text() {
        String message = getMessage();
        return message == null ? kind.toString() : message;
    }
}
