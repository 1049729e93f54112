package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.diagnostics.Code;

/// What can be wrong with Kubernetes' manifests in particular, and what is different here.
public enum KubernetesCode implements Code {
    NO_OBJECT(
            1501,
            "not an object of Kubernetes",
            "Every document has \"apiVersion\" and \"kind\"; the two belong together."),
    REQUIRED(1502, "field is missing", "The API server refuses the object too."),
    INVALID(1503, "field has an impossible value", "The API server refuses the object too."),
    NOT_TEXT(
            1504,
            "not a text",
            "The field holds text, and an unquoted number or truth value is none. The API server"
                    + " refuses the object too."),
    NOTHING_RUNS(
            1505,
            "nothing that runs",
            "At least one Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or Pod is needed."),
    NO_REFERENCE(
            1506,
            "refers to what is not in the file",
            "ConfigMaps, Secrets and Services are looked for in the same file."),
    PROCESS(
            1507,
            "cannot be run as a process",
            "The annotation \"probity.dev/process\" names containers whose \"command\" is a program"
                    + " of this machine."),

    LOSSY(
            1520,
            "cannot be expressed here",
            "The field means something in a cluster that Probity does not do. The message says"
                    + " what is lost."),
    NOT_CARRIED(
            1521,
            "object without a meaning here",
            "The object concerns the cluster. Nothing of it is used."),

    NAME(1540, "name is changed", "Names here are DNS labels, one for each service."),
    PORT(
            1541,
            "port is served elsewhere",
            "A Service has an address of its own in a cluster; here all share one, and low ports"
                    + " need privileges. The annotation \"probity.dev/ports\" chooses."),
    DIFFERENT(1542, "means something else here", "The message tells the difference.");

    private final int number;
    private final String title;
    private final String explanation;

    KubernetesCode(int number, String title, String explanation) {
        this.number = number;
        this.title = title;
        this.explanation = explanation;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String explanation() {
        return explanation;
    }
}
