package dev.probity.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.cluster.ClusterProblem.Kind;
import dev.probity.deploy.cluster.Kubeconfig;
import dev.probity.deploy.cluster.KubernetesCluster;
import dev.probity.deploy.manifest.Publication;
import dev.probity.tests.apiserver.ApiServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whatever stands between a user and a cluster has a message of its own.
class TroubleIT extends ApiServerTest {
    private static final Publication SHOP =
            Publication.of(
                    TestApplications.of(
                            "name: shop\n"
                                + "services: {web: {image: web, ports: [80]}, db: {image: db}}"));

    @TempDir private Path folder;

    private List<ClusterProblem> problems(String token, String where) throws Exception {
        try (Cluster cluster = cluster(token, where)) {
            return new Deployer(cluster).check(SHOP, false);
        }
    }

    @Test
    void saysThatTheNamespaceIsMissing() throws Exception {
        List<ClusterProblem> problems = problems(ApiServer.ADMIN, "nowhere");
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().kind()).isEqualTo(Kind.NO_NAMESPACE);
        assertThat(problems.getFirst())
                .hasMessage(
                        "there is no namespace \"nowhere\" in the cluster of the context test;"
                                + " `kubectl create namespace nowhere` makes it, --namespace names"
                                + " another");
    }

    @Test
    void saysWhoMayNotDoWhat() throws Exception {
        List<ClusterProblem> problems = problems(ApiServer.VISITOR, namespace());
        assertThat(problems)
                .as("every object, all at once")
                .hasSize(SHOP.objects().size())
                .allMatch(problem -> problem.kind() == Kind.FORBIDDEN);
        assertThat(problems.get(1))
                .hasMessageStartingWith(
                        "deployment web: the user of the context test may not do this in namespace "
                                + namespace())
                .hasMessageContaining("User \"visitor\" cannot patch resource \"deployments\"");
    }

    @Test
    void saysThatCredentialsAreNotAccepted() throws Exception {
        List<ClusterProblem> problems = problems("expired-token", namespace());
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().kind()).isEqualTo(Kind.UNAUTHENTICATED);
        assertThat(problems.getFirst())
                .hasMessageContaining("does not accept the credentials of the context test")
                .hasMessageEndingWith("log in again");
    }

    @Test
    void saysThatThePluginGaveNoCredentials() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("config"),
                        """
                        current-context: test
                        clusters:
                          - name: c
                            cluster: {server: "%s", insecure-skip-tls-verify: true}
                        users:
                          - name: u
                            user:
                              exec:
                                apiVersion: client.authentication.k8s.io/v1
                                command: sh
                                args: [-c, "echo the session has expired >&2; exit 1"]
                                interactiveMode: Never
                        contexts: [{name: test, context: {cluster: c, user: u}}]
                        """
                                .formatted(server().address()));
        Kubeconfig kubeconfig = Kubeconfig.find(Map.of(), Optional.of(config), Optional.empty());
        try (Cluster cluster = KubernetesCluster.open(kubeconfig, namespace())) {
            assertThat(new Deployer(cluster).check(SHOP, false))
                    .singleElement()
                    .extracting(ClusterProblem::kind, ClusterProblem::text)
                    .containsExactly(
                            Kind.UNAUTHENTICATED,
                            server().address()
                                    + " is asked by nobody: the user of the context test has no"
                                    + " credentials in the kubeconfig, or the plugin that fetches"
                                    + " them has failed: log in again");
        }
    }

    @Test
    void saysThatTheServerWentAwayAndHowFarItCame() throws Exception {
        ApiServer own = ApiServer.start(folder);
        try (own) {
            own.createNamespace("shop");
            Kubeconfig kubeconfig =
                    Kubeconfig.find(
                            Map.of(),
                            Optional.of(own.kubeconfig(ApiServer.ADMIN, "shop")),
                            Optional.empty());
            try (Cluster cluster = KubernetesCluster.open(kubeconfig, "shop")) {
                Deployer deployer = new Deployer(cluster);
                assertThatThrownBy(() ->
                                deployer.apply(
                                        SHOP, new Cluster.Mode(false, false), _ -> own.close()))
                        .isInstanceOf(ClusterProblem.class)
                        .hasMessageStartingWith(
                                "the API server at "
                                        + own.address()
                                        + " (context test) does not answer")
                        .hasMessageEndingWith(
                                "1 of 4 objects were applied before that and stay: deploy again to"
                                        + " finish");
            }
        }
    }
}
