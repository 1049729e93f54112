package dev.probity.health.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.probity.health.Health;
import dev.probity.health.Switch;
import dev.probity.health.http.Endpoints;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// In a real Jersey.
class HealthRequestFilterIT {
    private final Switch model = Switch.off("model", "model_not_loaded");
    private final Health health = Health.named("service").readiness(model).start();
    private final HttpServer server =
            JdkHttpServerFactory.createHttpServer(
                    URI.create("http://127.0.0.1:0/"),
                    new ResourceConfig(Hello.class)
                            .register(new HealthRequestFilter(Endpoints.of(health))));
    private final HttpClient client = HttpClient.newHttpClient();

    /// A resource of the application.
    @Path("/hello")
    public static final class Hello {
        @GET
        public String hello() {
            return "hello";
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        health.close();
        client.close();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersForHealthAndLeavesTheRestToTheResources() throws Exception {
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
        assertThat(send("GET", "/ready?format=health%2Bjson").body()).contains("\"pass\"");
        assertThat(send("GET", "/other").statusCode()).isEqualTo(404);
    }
}
