package dev.probity.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/// The program that replicas run in these tests: what it answers can be changed while it runs.
///
/// `/` its instance, `/pid` its process, `/set?ready=500` and `/set?live=500` change the two
/// checks, `/exit?code` ends it, `/slow` answers after half a second, `/endless` never stops
/// answering, `/note?text` writes the text into the file `note`.
final class TestServer {
    private volatile int ready = 200;
    private volatile int live = 200;

    private TestServer() {}

    public static void main(String[] arguments) throws IOException {
        new TestServer().serve();
    }

    private void serve() throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = HttpServer.create(address, 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, 200, System.getenv("APP_INSTANCE")));
        String pid = Long.toString(ProcessHandle.current().pid());
        server.createContext("/pid", exchange -> answer(exchange, 200, pid));
        server.createContext("/ready", exchange -> answer(exchange, ready, "ready"));
        server.createContext("/live", exchange -> answer(exchange, live, "live"));
        server.createContext("/set", this::set);
        server.createContext("/slow", TestServer::slow);
        server.createContext("/endless", TestServer::endless);
        server.createContext("/exit", TestServer::exit);
        server.createContext("/note", TestServer::note);
        server.start();
        System.out.println("listening on " + port);
    }

    private void set(HttpExchange exchange) throws IOException {
        String[] setting = exchange.getRequestURI().getQuery().split("=", 2);
        int status = Integer.parseInt(setting[1]);
        switch (setting[0]) {
            case "ready" -> ready = status;
            case "live" -> live = status;
            default -> throw new IOException("no such setting: " + setting[0]);
        }
        answer(exchange, 200, "set");
    }

    private static void exit(HttpExchange exchange) {
        Runtime.getRuntime().halt(Integer.parseInt(exchange.getRequestURI().getQuery()));
    }

    private static void note(HttpExchange exchange) throws IOException {
        Files.writeString(Path.of("note"), exchange.getRequestURI().getQuery());
        answer(exchange, 200, "noted");
    }

    private static void slow(HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        answer(exchange, 200, System.getenv("APP_INSTANCE"));
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = new byte[1024];
        try (var body = exchange.getResponseBody()) {
            while (true) {
                body.write(chunk);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
