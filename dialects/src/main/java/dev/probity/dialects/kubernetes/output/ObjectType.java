package dev.probity.dialects.kubernetes.output;

/// What an object is called in full.
enum ObjectType {
    DEPLOYMENT("apps/v1", "Deployment"),
    STATEFUL_SET("apps/v1", "StatefulSet"),
    JOB("batch/v1", "Job"),
    SERVICE("v1", "Service"),
    CONFIG_MAP("v1", "ConfigMap"),
    SECRET("v1", "Secret"),
    PERSISTENT_VOLUME_CLAIM("v1", "PersistentVolumeClaim"),
    INGRESS("networking.k8s.io/v1", "Ingress"),
    POD_DISRUPTION_BUDGET("policy/v1", "PodDisruptionBudget"),
    HORIZONTAL_POD_AUTOSCALER("autoscaling/v2", "HorizontalPodAutoscaler");

    private final String version;
    private final String kind;

    ObjectType(String version, String kind) {
        this.version = version;
        this.kind = kind;
    }

    String version() {
        return version;
    }

    String kind() {
        return kind;
    }
}
