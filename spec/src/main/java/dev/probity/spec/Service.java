package dev.probity.spec;

import dev.probity.spec.cluster.ClusterNeeds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One named thing that runs as a number of replicas.
///
/// @param name DNS-1035 label, unique in the application
/// @param replicas how many run; 0 for none, and for an external service
/// @param containers what one replica consists of, in starting order; at least one is {@link
///   Container.Kind#MAIN} unless the service is external (then there is none)
/// @param bindings the service's own ports, which the gateway serves
/// @param dependsOn what must have happened before a replica is launched
/// @param restartPolicy whether an exited container is launched again
/// @param terminationGracePeriod from the beginning of preStop to SIGKILL; 30 s unless given
/// @param drainLimit how long a stopping replica may finish what is in flight; 30 s unless given
/// @param healthyBeforeReady whether Ready also needs Healthy, as Tye's files mean it
/// @param tags for choosing services on the command line
/// @param external nothing is run; the bindings say where it is
/// @param cluster what it asks of a cluster, when it asks for anything
public record Service(
        String name,
        int replicas,
        List<Container> containers,
        List<Binding> bindings,
        List<Dependency> dependsOn,
        RestartPolicy restartPolicy,
        Duration terminationGracePeriod,
        Duration drainLimit,
        boolean healthyBeforeReady,
        List<String> tags,
        boolean external,
        Optional<ClusterNeeds> cluster) {
    /// More than any machine runs; each is a process with ports of its own.
    public static final int MOST_REPLICAS = 1000;

    public Service {
        containers = List.copyOf(containers);
        bindings = List.copyOf(bindings);
        dependsOn = List.copyOf(dependsOn);
        tags = List.copyOf(tags);
    }

    /// One that asks nothing of a cluster.
    public Service(
            String name,
            int replicas,
            List<Container> containers,
            List<Binding> bindings,
            List<Dependency> dependsOn,
            RestartPolicy restartPolicy,
            Duration terminationGracePeriod,
            Duration drainLimit,
            boolean healthyBeforeReady,
            List<String> tags,
            boolean external) {
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
                Optional.empty());
    }

    /// The container that the service is about: the first main one.
    ///
    /// @throws java.util.NoSuchElementException for an external service, which has none
    public Container main() {
        return of(Container.Kind.MAIN).findFirst().orElseThrow();
    }

    /// The container behind a binding: main ones go before sidecars.
    ///
    /// @param port its name
    public Optional<Container> listening(String port) {
        return Stream.concat(of(Container.Kind.MAIN), of(Container.Kind.SIDECAR))
                .filter(container -> container.port(port).isPresent())
                .findFirst();
    }

    private Stream<Container> of(Container.Kind kind) {
        return containers.stream().filter(container -> container.kind() == kind);
    }

    /// The same service, made of something else.
    public Service withContainers(List<Container> others) {
        return new Service(
                name,
                replicas,
                others,
                bindings,
                dependsOn,
                restartPolicy,
                terminationGracePeriod,
                drainLimit,
                healthyBeforeReady,
                tags,
                external,
                cluster);
    }
}
