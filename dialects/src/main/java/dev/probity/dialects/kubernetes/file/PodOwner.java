package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;
import dev.probity.spec.RestartPolicy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that makes Pods, or a Pod itself.
///
/// @param pod of the template; for a Pod its own
public record PodOwner(
        Kind kind,
        Metadata metadata,
        Optional<Located<Integer>> replicas,
        PodMetadata pod,
        PodSpec spec) {

    public enum Kind {
        DEPLOYMENT("Deployment"),
        STATEFUL_SET("StatefulSet"),
        DAEMON_SET("DaemonSet"),
        REPLICA_SET("ReplicaSet"),
        JOB("Job"),
        POD("Pod");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public record PodMetadata(
            Map<String, Located<String>> labels, Map<String, Located<String>> annotations) {
        public PodMetadata {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    /// @param containers init containers and sidecars in starting order, then the others
    public record PodSpec(
            List<PodContainer> containers,
            Optional<Located<RestartPolicy>> restartPolicy,
            Optional<Located<Duration>> terminationGracePeriod,
            Optional<Located<String>> user,
            String serviceAccount) {
        public PodSpec {
            containers = List.copyOf(containers);
        }
    }

    /// Whether a Service's selector finds its Pods.
    public boolean isSelectedBy(Map<String, String> selector) {
        return !selector.isEmpty()
                && selector.entrySet().stream()
                        .allMatch(wanted -> {
                            Located<String> label = pod.labels().get(wanted.getKey());
                            return label != null && label.value().equals(wanted.getValue());
                        });
    }

    /// One that Probity reads, at the Pod or at what makes it.
    public Optional<Located<String>> annotation(String key) {
        return Optional.ofNullable(pod.annotations().get(key)).or(() -> metadata.annotation(key));
    }
}
