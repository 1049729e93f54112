package dev.probity.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.launch.container.RealEngine;
import dev.probity.launch.container.RealRegistry;
import dev.probity.runtime.Options;
import dev.probity.tests.apiserver.ApiServer;
import dev.probity.tests.apiserver.SharedApiServer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The sample of the page on probes, built and run by a real container engine, then pushed into a
/// real registry and deployed to a real API server.
@Tag("whole")
@Timeout(240)
class SampleIT {
    @TempDir private Path folder;

    private void dockerfile(String base) throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                """
                FROM %s
                RUN mkdir -p /app /health && echo Hello World > /app/index.html \\
                    && echo true > /health/livez && echo true > /health/readyz
                CMD ["sh", "-c", "httpd -p 8000 -h /health && exec httpd -f -p 8501 -h /app"]
                """
                        .formatted(base));
    }

    private static String get(URI address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void runsHereAndIsDeployed() throws Exception {
        assumeTrue(ApiServer.isPossible(), "see tests/api-server/README.md");
        try (RealRegistry registry =
                        RealRegistry.start(Files.createTempDirectory(folder, "registry"));
                RealEngine engine = RealEngine.start()) {
            dockerfile(engine.image());
            Service sample = Sample.in(folder).registry(registry.host()).build();
            assertThat(sample.validate()).isEmpty();
            runsHere(sample, engine);
            Map<String, String> environment = new HashMap<>(engine.environment());
            environment.put("REGISTRY_AUTH_FILE", registry.login().toString());
            isDeployed(sample, environment, registry);
        }
    }

    private void runsHere(Service sample, RealEngine engine) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(engine.environment());
        Options options =
                Options.of(environment).withStateBase(Files.createTempDirectory(folder, "state"));
        try (RunningService here = RunningService.start(sample.application(), options)) {
            here.awaitReady(Duration.ofMinutes(2));
            assertThat(here.address("my-service")).hasPort(8501);
            assertThat(get(here.address("my-service"))).isEqualTo("Hello World\n");
        }
    }

    private static void isDeployed(
            Service sample, Map<String, String> environment, RealRegistry registry)
            throws Exception {
        ApiServer server = SharedApiServer.find().orElseThrow();
        String namespace = SharedApiServer.namespace(server);
        environment.put("KUBECONFIG", server.kubeconfig(ApiServer.ADMIN, "default").toString());
        Workspace workspace = new Workspace("test:" + namespace, environment);
        assertThatThrownBy(() -> workspace.deploy(sample.application(), Duration.ofMillis(10)))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("my-service: 0 of 1 ready");
        assertThat(registry.ask("/v2/my-service/tags/list")).contains("\"latest\"");
        String path = "/apis/apps/v1/namespaces/" + namespace + "/deployments/my-service";
        JsonNode container = server.get(path).at("/spec/template/spec/containers/0");
        assertThat(container.at("/image").asText())
                .isEqualTo(registry.host() + "/my-service:latest");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
        assertThat(container.at("/livenessProbe/httpGet/port").asInt()).isEqualTo(8000);
        assertThat(container.at("/readinessProbe/periodSeconds").asInt()).isEqualTo(5);
        server.merge(
                path + "/status",
                """
                {"status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1,
                            "readyReplicas": 1}}
                """);
        workspace.deploy(sample.application(), Duration.ofSeconds(10));
    }
}
