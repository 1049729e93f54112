package dev.probity.tests.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/// A service: `/` its launch's name, `/pid` its process, `/endless` an answer without an end.
final class Server {
    private Server() {}

    /// As a list in YAML. Its last word is the port, to be added by the file.
    static String command() {
        return "\"%s\", -XX:TieredStopAtLevel=1, -XX:+UseSerialGC, -Xmx32m, -cp, \"%s\", %s"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        classes(),
                        Server.class.getName());
    }

    private static Path classes() {
        try {
            return Path.of(
                    Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
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
