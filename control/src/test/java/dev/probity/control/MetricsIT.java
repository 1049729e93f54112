package dev.probity.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.probity.control.metrics.Metrics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @Test
    void namesTheOneWhoHasThePort() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Metrics.listen(port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + port + " is taken by pid")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void showsTheKubeletsCountsAndTheStateOfEachReplica() throws Exception {
        Metrics metrics = Metrics.listen(0);
        try (metrics;
                HttpClient http = HttpClient.newHttpClient();
                Controlled controlled = Controlled.start(folder, folder, Controlled.FILE)) {
            metrics.show(controlled.metrics());
            URI all = URI.create("http://127.0.0.1:" + metrics.port() + "/metrics");
            String ready = "probity_replica_ready{pod=\"web-1\",service=\"web\"} 1.0";
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(get(http, all).body())
                                    .contains("probe_type=\"Readiness\",result=\"successful\"")
                                    .contains(ready)
                                    .contains("probity_replica_in_rotation{pod=\"worker-1\"")
                                    .contains("probity_service_replicas{service=\"web\"} 1.0")
                                    .contains("probity_replica_restarts_total{pod=\"web-1\""));
            assertThat(get(http, all.resolve("/elsewhere")).statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(HttpClient http, URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
