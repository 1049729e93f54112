package dev.probity.health.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.health.Health;
import dev.probity.health.Switch;
import dev.probity.health.http.Endpoints;

import io.helidon.health.HealthCheck;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// In a real Helidon.
class HelidonIT {
    private final Switch model = Switch.off("model", "model_not_loaded");
    private final Health health = Health.named("service").readiness(model).start();
    private final WebServer server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .addFeature(
                            ObserveFeature.create(
                                    HealthObserver.builder()
                                            .useSystemServices(false)
                                            .addChecks(
                                                    HelidonChecks.of(health)
                                                            .toArray(HealthCheck[]::new))
                                            .details(true)
                                            .build()))
                    .routing(routing ->
                            routing.addFilter(new HealthFilter(Endpoints.of(health)))
                                    .get("/hello", (request, response) -> response.send("hello")))
                    .build()
                    .start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.stop();
        health.close();
        client.close();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersForHealthAndLeavesTheRestToTheRouting() throws Exception {
        assertThat(send("GET", "/hello").body()).isEqualTo("hello");
        assertThat(send("GET", "/livez").body()).isEqualTo("ok");
        HttpResponse<String> ready = send("GET", "/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"model_not_loaded\"}");
        assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");

        model.on();

        assertThat(send("GET", "/ready/").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/readyz").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/readyz").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/readyz?verbose").body()).startsWith("[+]model ok\n");
        assertThat(send("GET", "/other").statusCode()).isEqualTo(404);
    }

    @Test
    void isAmongHelidonsOwnChecks() throws Exception {
        HttpResponse<String> down = send("GET", "/observe/health/ready");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("service-readiness").contains("model_not_loaded");

        model.on();

        assertThat(send("GET", "/observe/health/ready").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/observe/health/live").statusCode()).isEqualTo(200);
    }
}
