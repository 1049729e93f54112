package dev.probity.health.jdk;

import com.sun.net.httpserver.HttpServer;

import dev.probity.health.http.Answer;
import dev.probity.health.http.Endpoints;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Health on a port of its own, for services without an HTTP server, or whose server may be so busy
/// that a probe would wait. Each request has a virtual thread.
public final class HealthServer implements AutoCloseable {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Sets the JDK's `sun.net.httpserver.nodelay` unless somebody has chosen: it counts for every
    /// server that is made after it, and without it each page of more than 4 KiB waits 40 ms.
    ///
    /// @param address port 0 for any free one
    public static HealthServer start(InetSocketAddress address, Endpoints endpoints)
            throws IOException {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext(
                "/",
                new HealthHandler(
                        endpoints,
                        exchange ->
                                HealthHandler.send(
                                        exchange,
                                        Answer.of(
                                                404,
                                                "text/plain; charset=utf-8",
                                                "There is /health, /ready, /startup and"
                                                        + " others.\n"))));
        server.start();
        return new HealthServer(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Stop it last: liveness has to be answered until the very end.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
