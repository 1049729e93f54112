package dev.probity.samples.inference.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// One request and its answer.
final class Call {
    static final int LARGEST_BODY = 4 * 1024 * 1024; // bytes: 32 pictures in JSON are 1 MB

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_DRAINED = 4 * LARGEST_BODY;

    private final HttpExchange exchange;
    private int answered;

    Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /// Without a trailing slash.
    String path() {
        String path = exchange.getRequestURI().getPath();
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }

    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /// Without parameters, in lower case.
    String contentType() {
        return header("Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    byte[] body() throws IOException, Problem {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            drain(in);
            throw new Problem(
                    413, "too_large", "the body has more than " + LARGEST_BODY + " bytes");
        }
        return body;
    }

    /// A client that is still sending does not read the answer. What it sends on and on is its
    /// problem.
    private static void drain(InputStream in) throws IOException {
        byte[] block = new byte[64 * 1024];
        long left = MOST_DRAINED;
        int read;
        while (left > 0 && (read = in.read(block)) > 0) {
            left -= read;
        }
    }

    /// What was answered; 0 before.
    int status() {
        return answered;
    }

    void retryLater() {
        exchange.getResponseHeaders().set("Retry-After", "1");
    }

    void allow(String methods) {
        exchange.getResponseHeaders().set("Allow", methods);
    }

    void json(int status, Map<String, ?> body) throws IOException {
        send(status, "application/json", JSON.writeValueAsBytes(body));
    }

    void text(int status, String body) throws IOException {
        send(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    private void send(int status, String type, byte[] body) throws IOException {
        answered = status;
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean bodiless = method().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
