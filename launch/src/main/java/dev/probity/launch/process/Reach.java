package dev.probity.launch.process;

/// Which processes of an incarnation are found when it is stopped, the surest first.
public enum Reach {
    /// A control group of its own holds every one of them, whatever they did.
    CONTROL_GROUP(
            "every process of a replica is found, in a control group of its own, also after"
                    + " kill -9 of Probity"),
    /// The processes are looked through for the mark in their environment.
    MARK(
            "processes of a replica are found by a mark in their environment, by process group"
                    + " and by descent, also after kill -9 of Probity; one that leaves all three"
                    + " (a daemon with a cleared environment) is not"),
    /// Only what the Java platform tells everywhere.
    DESCENT(
            "the descendants of a replica's process are stopped with it; daemons are not, and"
                    + " after kill -9 of Probity only the process itself is");

    private final String promise;

    Reach(String promise) {
        this.promise = promise;
    }

    /// What users can rely on, as a clause.
    public String promise() {
        return promise;
    }
}
