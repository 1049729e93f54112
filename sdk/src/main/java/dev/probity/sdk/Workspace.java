package dev.probity.sdk;

import dev.probity.deploy.Deployer;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.cluster.Kubeconfig;
import dev.probity.deploy.cluster.KubernetesCluster;
import dev.probity.deploy.image.ImageMaker;
import dev.probity.deploy.image.Images;
import dev.probity.deploy.manifest.Publication;
import dev.probity.deploy.rollout.Progress;
import dev.probity.deploy.rollout.Rollout;
import dev.probity.spec.Application;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A cluster and a namespace of it: `staging:my-team`.
///
/// @param name without a colon a namespace of the current context's cluster
/// @param environment in which the kubeconfig, the container engine and its logins are looked for
record Workspace(String name, Map<String, String> environment) {

    void deploy(Application application, Duration timeout)
            throws ClusterProblem, NotReady, IOException, InterruptedException {
        Images.Named named = Images.of(application, Map.of(), "latest", true);
        if (!named.problems().isEmpty()) {
            throw new InvalidService(application.name(), named.problems());
        }
        try (Cluster cluster = open()) {
            ImageMaker maker = new ImageMaker(environment, ImageMaker.BASE, _ -> {});
            maker.make(named.toBuild());
            maker.push(named.toBuild());
            Publication publication =
                    Publication.of(
                            named.application()
                                    .at(
                                            application.registry(),
                                            Optional.of(cluster.place().namespace())));
            Deployer deployer = new Deployer(cluster);
            List<ClusterProblem> problems = deployer.check(publication, false);
            if (!problems.isEmpty()) {
                throw problems.getFirst();
            }
            deployer.apply(publication, new Cluster.Mode(false, false), _ -> {});
            await(new Rollout(cluster, _ -> {}).follow(publication, timeout), timeout);
        }
    }

    private Cluster open() throws ClusterProblem {
        int colon = name.lastIndexOf(':');
        Optional<String> context =
                colon < 0 ? Optional.empty() : Optional.of(name.substring(0, colon));
        Kubeconfig kubeconfig = Kubeconfig.find(environment, Optional.empty(), context);
        return KubernetesCluster.open(kubeconfig, name.substring(colon + 1));
    }

    private static void await(List<Progress> services, Duration timeout) throws NotReady {
        for (Progress progress : services) {
            switch (progress.state()) {
                case DONE -> {}
                case FAILED -> throw new NotReady(progress.toString());
                case UNDER_WAY ->
                        throw new NotReady(
                                "not ready after %d s: %s"
                                        .formatted(timeout.toSeconds(), progress));
            }
        }
    }
}
