package dev.probity.spec.written;

import dev.probity.spec.Located;
import dev.probity.spec.RestartPolicy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// @param name may be wrong; the resolver tells
/// @param containers in starting order; at least one is a main one unless the service is external
public record WrittenService(
        Located<String> name,
        Optional<Located<Integer>> replicas,
        List<WrittenContainer> containers,
        List<WrittenBinding> bindings,
        List<WrittenDependency> dependsOn,
        Optional<Located<RestartPolicy>> restartPolicy,
        Optional<Located<Duration>> terminationGracePeriod,
        Optional<Located<Duration>> drainLimit,
        Optional<Located<Boolean>> healthyBeforeReady,
        List<Located<String>> tags,
        Optional<Located<Boolean>> external,
        WrittenClusterNeeds cluster) {
    public WrittenService {
        containers = List.copyOf(containers);
        bindings = List.copyOf(bindings);
        dependsOn = List.copyOf(dependsOn);
        tags = List.copyOf(tags);
    }

    /// One that asks nothing of a cluster.
    public WrittenService(
            Located<String> name,
            Optional<Located<Integer>> replicas,
            List<WrittenContainer> containers,
            List<WrittenBinding> bindings,
            List<WrittenDependency> dependsOn,
            Optional<Located<RestartPolicy>> restartPolicy,
            Optional<Located<Duration>> terminationGracePeriod,
            Optional<Located<Duration>> drainLimit,
            Optional<Located<Boolean>> healthyBeforeReady,
            List<Located<String>> tags,
            Optional<Located<Boolean>> external) {
        this(
                name,
                replicas,
                containers,
                bindings,
                dependsOn,
                restartPolicy,
                terminationGracePeriod,
                drainLimit,
                healthyBeforeReady,
                tags,
                external,
                WrittenClusterNeeds.NONE);
    }

    /// The same service, made of something else.
    public WrittenService withContainers(List<WrittenContainer> others) {
        return with(others, bindings);
    }

    /// The same service, made of something else and found elsewhere.
    public WrittenService with(
            List<WrittenContainer> otherContainers, List<WrittenBinding> otherBindings) {
        return new WrittenService(
                name,
                replicas,
                otherContainers,
                otherBindings,
                dependsOn,
                restartPolicy,
                terminationGracePeriod,
                drainLimit,
                healthyBeforeReady,
                tags,
                external,
                cluster);
    }

    public boolean isExternal() {
        return external.map(Located::value).orElse(false);
    }
}
