package dev.probity.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.deploy.ApiServerTest;
import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.tests.apiserver.ApiServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A real API server asked as from within a Pod: by variables, and the files of an account.
class InClusterIT extends ApiServerTest {
    @TempDir private Path folder;

    @Test
    void asksTheServerOfTheClusterWithThePodsOwnAccount() throws Exception {
        URI server = URI.create(server().address());
        Files.writeString(folder.resolve("token"), ApiServer.ADMIN);
        Files.copy(server().certificate(), folder.resolve("ca.crt"));
        Files.writeString(folder.resolve("namespace"), namespace());
        Map<String, String> environment =
                Map.of(
                        "HOME",
                        folder.toString(),
                        "KUBERNETES_SERVICE_HOST",
                        server.getHost(),
                        "KUBERNETES_SERVICE_PORT",
                        "" + server.getPort());
        Kubeconfig found =
                Kubeconfig.find(
                        environment,
                        Optional.empty(),
                        Optional.empty(),
                        new ServiceAccount(folder, environment));
        try (Cluster cluster = KubernetesCluster.open(found, found.namespace().orElseThrow())) {
            assertThat(cluster.place()).hasToString("context in-cluster, namespace " + namespace());
            assertThat(cluster.list(ObjectKind.DEPLOYMENT, Map.of())).isEmpty();
        }
    }
}
