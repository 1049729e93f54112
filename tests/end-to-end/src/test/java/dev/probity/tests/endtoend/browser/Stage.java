package dev.probity.tests.endtoend.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The dashboard's files over answers that no real program would give, without a policy that would
/// save the page from itself.
final class Stage implements AutoCloseable {
    private static final String FILES = "/dev/probity/control/dashboard/";
    private static final String API = "/api/v1/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> answers;

    /// @param answers JSON by path below `/api/v1/`; there is nothing else
    private Stage(Map<String, String> answers) throws IOException {
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static Stage open(Map<String, String> answers) throws IOException {
        return new Stage(answers);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(API)) {
            String answer = answers.get(path.substring(API.length()));
            reply(exchange, answer == null ? 404 : 200, "application/json", bytes(answer));
            return;
        }
        String name = path.startsWith("/assets/") ? path.substring(1) : "index.html";
        try (InputStream file = Stage.class.getResourceAsStream(FILES + name)) {
            byte[] bytes = file == null ? new byte[0] : file.readAllBytes();
            reply(exchange, file == null ? 404 : 200, type(name), bytes);
        }
    }

    private static byte[] bytes(@org.jspecify.annotations.Nullable String answer) {
        return (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript";
            case "css" -> "text/css";
            case "svg" -> "image/svg+xml";
            default -> "text/html; charset=utf-8";
        };
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
