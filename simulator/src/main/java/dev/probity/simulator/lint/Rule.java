package dev.probity.simulator.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is looked for.
public enum Rule {
    START_IS_KILLED(
            "A start that is merely slow is killed.",
            "The probe that watches the start gives up before a healthy start may be over. The"
                    + " process is killed and begins anew, is as slow as before, and is killed"
                    + " again: a restart loop in which nothing is broken.",
            "Give the start a startup probe whose periodSeconds × failureThreshold is longer than"
                    + " the slowest start; liveness then waits until it has passed. A long"
                    + " initialDelaySeconds of liveness also helps, but every quick start then"
                    + " waits for it too."),
    PAUSE_IS_KILLED(
            "A short pause is taken for death.",
            "Liveness gives up within a pause that a healthy replica may make: a long collection of"
                    + " garbage, a throttled CPU, a slow disk. The kill costs far more than the"
                    + " pause, and under load it spreads: the others get the traffic, pause longer,"
                    + " and are killed in turn.",
            "A higher failureThreshold, or a longer timeoutSeconds. Liveness is for what only a"
                    + " restart can heal; readiness is there to react quickly."),
    SLOW_ANSWER_IS_KILLED(
            "Answers that are slow but right are taken for failures.",
            "Every answer comes, but later than timeoutSeconds, so each attempt fails, and no"
                    + " threshold helps.",
            "A timeoutSeconds that is longer than the slowest answer under load."),
    OUTAGE_IS_KILLED(
            "An outage of a dependency restarts the replicas.",
            "Liveness asks the same as readiness. When something behind the service is away,"
                    + " readiness stops traffic, which is right, and liveness kills, which heals"
                    + " nothing: all replicas restart at once, and are killed again until the"
                    + " outage is over.",
            "Let liveness ask something that depends on nothing but the process itself. Where there"
                    + " is no such question, a failureThreshold that outlasts the outage."),
    HANG_KEEPS_TRAFFIC(
            "A replica that hangs keeps its traffic.",
            "No probe notices a hang in time, so clients' requests go on to a replica that will not"
                    + " answer them.",
            "A readiness probe with a short period; it costs nothing to be quick, because it only"
                    + " stops traffic."),
    TRAFFIC_BEFORE_LOADED(
            "Traffic comes before the replica listens.",
            "Without a startup and a readiness probe a replica takes traffic from the moment that"
                    + " its process exists. Until it listens every request to it fails: at each"
                    + " start, each restart, and each step of a roll-out.",
            "A readiness probe."),
    ROLL_OUT_WAITS(
            "A roll-out waits for a replica that is well.",
            "A replica that answers from its first moment on is Ready only much later, or never."
                    + " Each replica of a roll-out waits for the one before it, and after each"
                    + " restart the service is short of one replica for as long.",
            "A smaller initialDelaySeconds (a startup probe does better what it is meant for), a"
                    + " smaller successThreshold, a probe whose port exists.");

    private final String title;
    private final String reason;
    private final String remedy;

    Rule(String title, String reason, String remedy) {
        this.title = title;
        this.reason = reason;
        this.remedy = remedy;
    }

    /// `start-is-killed`
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }

    public static Optional<Rule> named(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Rule::id).toList();
    }
}
