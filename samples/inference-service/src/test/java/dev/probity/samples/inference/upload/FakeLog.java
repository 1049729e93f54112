package dev.probity.samples.inference.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A logging service that keeps what it gets and answers what it is told to, 200 at last.
public final class FakeLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();

    private FakeLog(HttpServer server) {
        this.server = server;
    }

    public static FakeLog start(Integer... statuses) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeLog log = new FakeLog(server);
        log.statuses.addAll(List.of(statuses));
        server.createContext("/log", log::handle);
        server.start();
        return log;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            headers.add(exchange.getRequestHeaders());
            Integer next = statuses.poll();
            exchange.sendResponseHeaders(next == null ? 200 : next, -1);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
    }

    public List<JsonNode> bodies() {
        return bodies;
    }

    public List<Headers> headers() {
        return headers;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
