package dev.probity.tests.endtoend.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.probity.tests.endtoend.OwnJvm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// A service that writes a line for every request, as uvicorn does for FastAPI. It answers 500 on
/// `/broken`, with what BODY is set to.
final class AccessLogger {
    private AccessLogger() {}

    /// As a list in YAML. Its last word is the port, to be added by the file.
    static String command() {
        return OwnJvm.command(AccessLogger.class);
    }

    /// @param arguments the port
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = HttpServer.create(address, 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", AccessLogger::answer);
        System.out.println("INFO:     Application startup complete.");
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean broken = path.equals("/broken");
        String text = broken ? System.getenv().getOrDefault("BODY", "broken") : "true";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(broken ? 500 : 200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
        System.out.printf(
                "INFO:     127.0.0.1:%d - \"%s %s HTTP/1.1\" %s%n",
                exchange.getRemoteAddress().getPort(),
                exchange.getRequestMethod(),
                path,
                broken ? "500 Internal Server Error" : "200 OK");
    }
}
