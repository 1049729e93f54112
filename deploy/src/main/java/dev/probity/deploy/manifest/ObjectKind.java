package dev.probity.deploy.manifest;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of objects that are applied or looked at, and where the API server keeps them.
public enum ObjectKind {
    CONFIG_MAP("v1", "ConfigMap", "configmaps"),
    SECRET("v1", "Secret", "secrets"),
    PERSISTENT_VOLUME_CLAIM("v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
    SERVICE("v1", "Service", "services"),
    DEPLOYMENT("apps/v1", "Deployment", "deployments"),
    STATEFUL_SET("apps/v1", "StatefulSet", "statefulsets"),
    JOB("batch/v1", "Job", "jobs"),
    POD_DISRUPTION_BUDGET("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
    HORIZONTAL_POD_AUTOSCALER(
            "autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
    INGRESS("networking.k8s.io/v1", "Ingress", "ingresses"),

    /// Made by the cluster, never applied.
    POD("v1", "Pod", "pods"),
    EVENT("v1", "Event", "events");

    private final String apiVersion;
    private final String word;
    private final String plural;

    ObjectKind(String apiVersion, String word, String plural) {
        this.apiVersion = apiVersion;
        this.word = word;
        this.plural = plural;
    }

    static Optional<ObjectKind> of(String apiVersion, String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.apiVersion.equals(apiVersion) && kind.word.equals(word))
                .findFirst();
    }

    /// As manifests have it, such as `Deployment`.
    public String word() {
        return word;
    }

    /// Whether an application consists of such objects.
    public boolean isApplied() {
        return this != POD && this != EVENT;
    }

    /// Whether it runs replicas, and so becomes ready.
    public boolean isWorkload() {
        return this == DEPLOYMENT || this == STATEFUL_SET || this == JOB;
    }

    /// Whether it holds what cannot be made again.
    public boolean holdsData() {
        return this == PERSISTENT_VOLUME_CLAIM;
    }

    /// The path of all of them in a namespace.
    public String path(String namespace) {
        String root = apiVersion.contains("/") ? "apis/" : "api/";
        return root + apiVersion + "/namespaces/" + namespace + "/" + plural;
    }
}
