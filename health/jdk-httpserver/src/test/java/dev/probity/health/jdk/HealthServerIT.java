package dev.probity.health.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;

import dev.probity.health.Check;
import dev.probity.health.Health;
import dev.probity.health.Result;
import dev.probity.health.Schedule;
import dev.probity.health.http.Endpoints;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

class HealthServerIT {
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final AtomicReference<Result> database = new AtomicReference<>(Result.up());
    private final Health health =
            Health.named("service")
                    .readiness(
                            Check.remote("db", attempt -> database.get())
                                    .on(Schedule.every(Duration.ofMillis(40)).downAfter(2)))
                    .start();
    private final Endpoints endpoints = Endpoints.of(health);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        health.close();
        client.close();
    }

    private HttpResponse<String> send(String method, int port, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException problem) {
            throw new AssertionError(problem);
        }
    }

    @Test
    void answersOnAPortOfItsOwn() throws IOException {
        try (HealthServer server = HealthServer.start(ANY, endpoints)) {
            await().until(() -> send("GET", server.port(), "/ready").statusCode() == 200);
            database.set(Result.down("database_not_accessible"));
            await().until(() -> send("GET", server.port(), "/ready").statusCode() == 503);

            HttpResponse<String> ready = send("GET", server.port(), "/ready/");
            assertThat(ready.body())
                    .isEqualTo("{\"status\":\"not_ready\",\"reason\":\"database_not_accessible\"}");
            assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(send("HEAD", server.port(), "/readyz").statusCode()).isEqualTo(503);
            assertThat(send("POST", server.port(), "/readyz").statusCode()).isEqualTo(405);
            assertThat(send("GET", server.port(), "/livez?verbose").body())
                    .isEqualTo("[+]ping ok\nlivez check passed\n");
            assertThat(send("GET", server.port(), "/other").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void standsBesideAnApplication() throws IOException {
        HttpServer server = HttpServer.create(ANY, 0);
        server.createContext(
                "/",
                new HealthHandler(
                        endpoints,
                        exchange -> {
                            try (exchange) {
                                byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
                                exchange.sendResponseHeaders(200, body.length);
                                exchange.getResponseBody().write(body);
                            }
                        }));
        server.start();
        try {
            int port = server.getAddress().getPort();
            assertThat(send("GET", port, "/anything").body()).isEqualTo("hello");
            assertThat(send("GET", port, "/healthy").body()).isEqualTo("hello");
            assertThat(send("GET", port, "/livez").body()).isEqualTo("ok");
        } finally {
            server.stop(0);
        }
    }

    /// What happens to probes behind a full pool, and what a port of their own is for.
    @Test
    void answersWhileTheApplicationIsFull() throws IOException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ExecutorService one = Executors.newSingleThreadExecutor();
        HttpServer application = HttpServer.create(ANY, 0);
        application.setExecutor(one);
        application.createContext(
                "/",
                exchange -> {
                    held.countDown();
                    try (exchange) {
                        released.await();
                        exchange.sendResponseHeaders(200, -1);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
        application.start();
        try (HealthServer server = HealthServer.start(ANY, endpoints);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            clients.execute(() -> send("GET", application.getAddress().getPort(), "/"));
            held.await();

            assertThat(send("GET", server.port(), "/livez").statusCode()).isEqualTo(200);

            released.countDown();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            application.stop(0);
            one.shutdownNow();
        }
    }
}
