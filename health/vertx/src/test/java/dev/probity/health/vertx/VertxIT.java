package dev.probity.health.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.health.Attempt;
import dev.probity.health.Health;
import dev.probity.health.Status;
import dev.probity.health.Switch;
import dev.probity.health.http.Endpoints;
import dev.probity.health.stuck.Canary;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// In a real Vert.x.
class VertxIT {
    private final Switch model = Switch.off("model", "model_not_loaded");
    private final Health health = Health.named("service").readiness(model).start();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        health.close();
        client.close();
    }

    private HttpServer listen() throws Exception {
        return vertx.createHttpServer()
                .requestHandler(
                        new HealthRequests(
                                Endpoints.of(health), request -> request.response().end("hello")))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private HttpResponse<String> send(HttpServer server, String method, String path)
            throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersForHealthAndLeavesTheRestToTheApplication() throws Exception {
        HttpServer server = listen();
        assertThat(send(server, "GET", "/anything").body()).isEqualTo("hello");
        assertThat(send(server, "GET", "/livez").body()).isEqualTo("ok");
        HttpResponse<String> ready = send(server, "GET", "/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"model_not_loaded\"}");
        assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");

        model.on();

        assertThat(send(server, "GET", "/ready/").statusCode()).isEqualTo(200);
        assertThat(send(server, "HEAD", "/readyz").statusCode()).isEqualTo(200);
        assertThat(send(server, "POST", "/readyz").statusCode()).isEqualTo(405);
        assertThat(send(server, "GET", "/readyz?verbose").body()).startsWith("[+]model ok\n");
    }

    @Test
    void missesACanaryWhenAnEventLoopIsBlocked() throws Exception {
        Context loop = vertx.getOrCreateContext();
        Canary canary = EventLoops.canary(loop, Duration.ofSeconds(1));
        CountDownLatch released = new CountDownLatch(1);
        Attempt attempt = Attempt.within(Duration.ofSeconds(1));
        assertThat(canary.inspect(attempt).status()).isEqualTo(Status.UP);

        loop.runOnContext(nothing -> {
            try {
                assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> canary.inspect(attempt).status() == Status.DOWN);
        released.countDown();

        await().until(() -> canary.inspect(attempt).status() == Status.UP);
    }
}
