package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Failure;
import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.cluster.Kubeconfig;
import dev.probity.deploy.cluster.KubernetesCluster;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/// Which cluster is meant: on every verb that talks to one.
final class ClusterOptions {
    private static final String DEFAULT_NAMESPACE = "default"; // Kubernetes' own

    @Option(
            names = "--kubeconfig",
            paramLabel = "PATH",
            description = "The file to read (default: those in $$KUBECONFIG, or ~/.kube/config).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The kubeconfig's context (default: the current one).")
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace (default: the file's, then the context's).")
    private @Nullable String namespace;

    Optional<String> namespace() {
        return Optional.ofNullable(namespace);
    }

    Kubeconfig kubeconfig(Terminal terminal) {
        try {
            return Kubeconfig.find(
                    terminal.environment(),
                    Optional.ofNullable(kubeconfig).map(terminal.directory()::resolve),
                    Optional.ofNullable(context));
        } catch (ClusterProblem problem) {
            throw failure(problem);
        }
    }

    /// @param ofFile the namespace that the application's file names
    Cluster open(Terminal terminal, Optional<String> ofFile) {
        Kubeconfig found = kubeconfig(terminal);
        String chosen = namespace().or(() -> ofFile).or(found::namespace).orElse(DEFAULT_NAMESPACE);
        try {
            return KubernetesCluster.open(found, chosen);
        } catch (ClusterProblem problem) {
            throw failure(problem);
        }
    }

    static Failure failure(ClusterProblem problem) {
        return Failure.of(problem.text(), problem);
    }
}
