package dev.probity.spec.kubernetes;

/// Where in a pod a container is listed, which decides whether it may have probes.
public enum ContainerKind {
    CONTAINER("container", "containers"),
    /// An init container with restartPolicy Always.
    SIDECAR("sidecar", "initContainers"),
    INIT_CONTAINER("initContainer", "initContainers"),
    EPHEMERAL_CONTAINER("ephemeralContainer", "ephemeralContainers");

    private final String text;
    private final String list;

    ContainerKind(String text, String list) {
        this.text = text;
        this.list = list;
    }

    /// As case files spell it: `initContainer`.
    public String text() {
        return text;
    }

    /// The path of the first such container in a pod.
    public String path() {
        return "spec." + list + "[0]";
    }
}
