package dev.probity.dialects.kubernetes.file;

import static java.util.Map.entry;

import java.util.Map;

/// Kinds of the cluster that nothing is made of here, and why.
final class OtherKinds {
    private static final String ACCESS = "nothing here asks for permission";
    private static final String SCALING = "the number of replicas changes when it is asked to";
    private static final String STORAGE = "services here have no volumes";
    private static final String SCHEDULING = "there is one machine and nothing to schedule";

    private static final Map<String, String> REASONS =
            Map.ofEntries(
                    entry("Namespace", "an application has a name and no namespace"),
                    entry("ServiceAccount", ACCESS),
                    entry("Role", ACCESS),
                    entry("RoleBinding", ACCESS),
                    entry("ClusterRole", ACCESS),
                    entry("ClusterRoleBinding", ACCESS),
                    entry("HorizontalPodAutoscaler", SCALING),
                    entry("VerticalPodAutoscaler", SCALING),
                    entry("PersistentVolume", STORAGE),
                    entry("PersistentVolumeClaim", STORAGE),
                    entry("StorageClass", STORAGE),
                    entry("VolumeSnapshot", STORAGE),
                    entry("PriorityClass", SCHEDULING),
                    entry("PodDisruptionBudget", SCHEDULING),
                    entry("ResourceQuota", "nothing is limited or reserved"),
                    entry("LimitRange", "nothing is limited or reserved"),
                    entry("NetworkPolicy", "who may talk to whom is not restricted"),
                    entry("CronJob", "nothing is run at a time of day; a Job runs at once"),
                    entry("ReplicationController", "a Deployment has taken its place"),
                    entry("PodTemplate", "it makes no Pod by itself"),
                    entry("Endpoints", "the gateway keeps its own account"),
                    entry("EndpointSlice", "the gateway keeps its own account"),
                    entry("IngressClass", "the gateway is the only controller"),
                    entry("CustomResourceDefinition", "there is no API server"));

    private OtherKinds() {}

    static boolean isKnown(String kind) {
        return REASONS.containsKey(kind);
    }

    static String reason(String kind) {
        return REASONS.getOrDefault(kind, "it is for a controller that does not run here");
    }
}
