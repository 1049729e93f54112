package dev.probity.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.cluster.Kubeconfig;
import dev.probity.deploy.cluster.KubernetesCluster;
import dev.probity.tests.apiserver.ApiServer;
import dev.probity.tests.apiserver.SharedApiServer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// What tests against a real API server have in common. Where none has been built they are skipped,
/// and say so: tests/api-server/README.md says how to build one.
@Tag("whole")
public abstract class ApiServerTest {
    private ApiServer server;
    private String namespace;

    @BeforeAll
    static void thereIsAnApiServer() {
        assumeTrue(
                ApiServer.isPossible(),
                "no API server has been built, or there is no etcd: see"
                        + " tests/api-server/README.md");
    }

    @BeforeEach
    void takeANamespace() throws IOException, InterruptedException {
        server = SharedApiServer.find().orElseThrow();
        namespace = SharedApiServer.namespace(server);
    }

    protected ApiServer server() {
        return server;
    }

    protected String namespace() {
        return namespace;
    }

    protected Cluster cluster() throws IOException, ClusterProblem {
        return cluster(ApiServer.ADMIN, namespace);
    }

    protected Cluster cluster(String token, String where) throws IOException, ClusterProblem {
        Kubeconfig kubeconfig =
                Kubeconfig.find(
                        Map.of(), Optional.of(server.kubeconfig(token, where)), Optional.empty());
        return KubernetesCluster.open(kubeconfig, where);
    }
}
