package dev.probity.samples.webapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.probity.health.Health;
import dev.probity.health.Shutdown;
import dev.probity.health.http.Endpoints;
import dev.probity.health.jdk.HealthHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Says who it is on `/`, and lets its health be changed on `/set`. The health library tells it on
/// `/lively`, `/ready` and every other path.
public final class WebApi implements AutoCloseable {

    private static final int FINISHING_SECONDS = 2;
    private static final int FAILURE = 500; // as the program of the walkthrough has it

    private final String instance;
    private final Checks checks = new Checks(WebApi::later);
    private final Health health;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        int port = Integer.parseInt(environment.getOrDefault("PORT", "8080"));
        String instance = environment.getOrDefault("APP_INSTANCE", "web-api");
        WebApi service;
        try {
            service = new WebApi(instance, port);
        } catch (BindException problem) {
            System.err.println("cannot listen on 127.0.0.1:" + port + ": " + problem.getMessage());
            System.exit(1);
            return;
        }
        service.shutdown().onExit();
        System.out.println(instance + " listens on 127.0.0.1:" + service.port());
    }

    /// @param port 0 for any free one
    WebApi(String instance, int port) throws IOException {
        this.instance = instance;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        health =
                Health.named("web-api")
                        .liveness(checks.named(Checks.LIVENESS))
                        .readiness(checks.named(Checks.READINESS))
                        .start();
        Endpoints endpoints =
                Endpoints.builder(health)
                        .failing("/lively", FAILURE)
                        .failing("/ready", FAILURE)
                        .build();
        server.createContext("/", new HealthHandler(endpoints, this::handle));
        server.setExecutor(threads);
        server.start();
    }

    private static void later(Duration time, Runnable action) {
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS).execute(action);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Probity and a cluster take a replica out of the traffic before they stop it, so there is
    /// nothing to drain for.
    private Shutdown shutdown() {
        return Shutdown.of(health).drain(Duration.ZERO).then("http", this::stopListening);
    }

    private void stopListening() {
        server.stop(FINISHING_SECONDS);
        threads.shutdown();
    }

    /// Takes nothing new and finishes what has begun.
    @Override
    public void close() {
        stopListening();
        health.close();
    }

    private record Answer(int status, String text) {
        static Answer ok(String text) {
            return new Answer(200, text);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer =
                    switch (exchange.getRequestURI().getPath()) {
                        case "/" -> Answer.ok("Hello from " + instance);
                        case "/set" -> set(exchange.getRequestURI().getQuery());
                        default -> new Answer(404, "There is /, /lively, /ready and /set");
                    };
            byte[] body = (answer.text() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer set(@Nullable String query) {
        try {
            String asked = Optional.ofNullable(query).orElse("");
            SwitchRequest.parse(asked, checks.names()).applyTo(checks);
            return Answer.ok(instance + " has set " + asked);
        } catch (IllegalArgumentException problem) {
            return new Answer(400, String.valueOf(problem.getMessage()));
        }
    }
}
