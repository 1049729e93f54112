package dev.probity.tests.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A service: `/` its launch's name, `/pid` its process, `/endless` an answer without an end.
final class Server {
    private Server() {}

    /// As a list in YAML. Its last word is the port, to be added by the file.
    static String command() {
        return OwnJvm.command(Server.class);
    }

    /// @param arguments the port
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = HttpServer.create(address, 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, System.getenv("APP_INSTANCE")));
        String pid = Long.toString(ProcessHandle.current().pid());
        server.createContext("/pid", exchange -> answer(exchange, pid));
        server.createContext("/endless", Server::endless);
        server.start();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            while (true) {
                body.write(new byte[1024]);
            }
        }
    }
}
