package dev.probity.samples.webapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Says who it is on `/`, how it is on `/lively` and `/ready`, and lets that be changed on `/set`.
public final class WebApi implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int FINISHING_SECONDS = 2;

    private final String instance;
    private final Checks checks = new Checks(System::nanoTime);
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

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
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "web-api stop"));
        System.out.println(instance + " listens on 127.0.0.1:" + service.port());
    }

    /// @param port 0 for any free one
    WebApi(String instance, int port) throws IOException {
        this.instance = instance;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Takes nothing new and finishes what has begun.
    @Override
    public void close() {
        server.stop(FINISHING_SECONDS);
        threads.shutdown();
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
                        case "/lively" -> health(Checks.LIVENESS);
                        case "/ready" -> health(Checks.READINESS);
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

    private Answer health(String check) {
        return checks.passes(check) ? Answer.ok("Healthy") : new Answer(500, "Unhealthy");
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
