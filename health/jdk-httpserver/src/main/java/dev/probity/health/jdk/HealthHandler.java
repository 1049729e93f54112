package dev.probity.health.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.probity.health.http.Answer;
import dev.probity.health.http.Endpoints;
import dev.probity.health.http.Request;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Answers what is about health, and leaves everything else to the application:
/// `server.createContext("/", new HealthHandler(endpoints, application))`.
///
/// When the server's threads are all busy, so are the probes'. Give the server an executor of
/// virtual threads, or probes a port of their own with [HealthServer].
public final class HealthHandler implements HttpHandler {
    private final Endpoints endpoints;
    private final HttpHandler otherwise;

    public HealthHandler(Endpoints endpoints, HttpHandler otherwise) {
        this.endpoints = endpoints;
        this.otherwise = otherwise;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Optional<Answer> answer = endpoints.answer(requestOf(exchange));
        if (answer.isPresent()) {
            send(exchange, answer.get());
        } else {
            otherwise.handle(exchange);
        }
    }

    private static Request requestOf(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        return new Request(
                exchange.getRequestMethod(),
                text(exchange.getRequestURI().getPath()),
                text(exchange.getRequestURI().getRawQuery()),
                text(headers.getFirst("Accept")),
                text(headers.getFirst("Authorization")));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean empty = body.length == 0; // -1 means none; 0 would mean "of unknown length"
            exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
