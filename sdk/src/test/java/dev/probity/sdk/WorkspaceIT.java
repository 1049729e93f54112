package dev.probity.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.tests.apiserver.ApiServer;
import dev.probity.tests.apiserver.SharedApiServer;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The sample of the page on probes, deployed to a real API server.
class WorkspaceIT {
    private static final Service SAMPLE =
            Service.named("my-service")
                    .image(Build.of(DockerFileBuild.inFolder(Path.of("/srv/app"))))
                    .registry("registry.example.com")
                    .port(Port.of(8501).withHost("my-service.example.com"))
                    .livenessProbe(new HealthProbe(HttpProbe.of("/livez", 8000), 0, 10, 1, 1, 3))
                    .readinessProbe(
                            HealthProbe.of(HttpProbe.of("/readyz", 8000)).withPeriodSeconds(5))
                    .build();

    @Test
    void deploysToANamespaceOfAContext() throws Exception {
        assumeTrue(ApiServer.isPossible(), "see tests/api-server/README.md");
        ApiServer server = SharedApiServer.find().orElseThrow();
        String namespace = SharedApiServer.namespace(server);
        Map<String, String> environment =
                Map.of("KUBECONFIG", server.kubeconfig(ApiServer.ADMIN, "default").toString());
        Workspace workspace = new Workspace("test:" + namespace, environment);
        assertThatThrownBy(() -> workspace.deploy(SAMPLE.application(), Duration.ofMillis(10)))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("my-service: 0 of 1 ready");
        JsonNode container =
                server.get("/apis/apps/v1/namespaces/" + namespace + "/deployments/my-service")
                        .at("/spec/template/spec/containers/0");
        assertThat(container.at("/image").asText())
                .isEqualTo("registry.example.com/my-service:latest");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
        assertThat(container.at("/livenessProbe/httpGet/port").asInt()).isEqualTo(8000);
        assertThat(container.at("/readinessProbe/periodSeconds").asInt()).isEqualTo(5);
        String status =
                """
                {"status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1,
                            "readyReplicas": 1}}
                """;
        server.merge(
                "/apis/apps/v1/namespaces/" + namespace + "/deployments/my-service/status", status);
        workspace.deploy(SAMPLE.application(), Duration.ofSeconds(10));
    }
}
