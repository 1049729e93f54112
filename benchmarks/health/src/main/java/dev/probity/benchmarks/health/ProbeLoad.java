package dev.probity.benchmarks.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import dev.probity.health.jdk.HealthHandler;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `ProbeLoad RATE SECONDS`: `/health`, `/ready`, `/metrics` and a constant 200, each at that rate,
/// at the same time on the same server, while two dependencies hang.
public final class ProbeLoad {
    private static final List<String> PATHS = List.of("/constant", "/health", "/ready", "/metrics");
    private static final int CONNECTIONS = 2; // each path; more threads would measure the scheduler
    private static final int WARM_SECONDS = 8;

    private final Map<String, Latencies> handlers = new LinkedHashMap<>();
    private final Map<String, Latencies> clients = new LinkedHashMap<>();

    private ProbeLoad(int room) {
        PATHS.forEach(path -> {
            handlers.put(path, new Latencies(room));
            clients.put(path, new Latencies(room));
        });
    }

    public static void main(String[] arguments) throws Exception {
        int rate = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        new ProbeLoad(rate * (Math.max(seconds, WARM_SECONDS) + 1)).run(rate, seconds);
    }

    private void run(int rate, int seconds) throws Exception {
        try (SickService service = new SickService();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            HttpHandler health = new HealthHandler(service.endpoints, ProbeLoad::constant);
            server.createContext(
                    "/",
                    exchange -> {
                        String path = exchange.getRequestURI().getPath();
                        long began = System.nanoTime();
                        health.handle(exchange);
                        Latencies latencies = handlers.get(path);
                        if (latencies != null) {
                            latencies.add(System.nanoTime() - began);
                        }
                    });
            server.start();
            ask(server.getAddress().getPort(), rate, WARM_SECONDS);
            handlers.values().forEach(Latencies::clear);
            clients.values().forEach(Latencies::clear);
            ask(server.getAddress().getPort(), rate, seconds);
            print(service, rate, seconds);
            server.stop(0);
        }
    }

    private static void constant(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = new byte[200];
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void ask(int port, int rate, int seconds) throws Exception {
        long interval = 1_000_000_000L * CONNECTIONS / rate;
        long from = System.nanoTime() + 100_000_000;
        long until = from + seconds * 1_000_000_000L;
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService asking =
                Executors.newCachedThreadPool(Thread.ofPlatform().name("ask-", 0).factory())) {
            int turn = 0;
            int turns = PATHS.size() * CONNECTIONS;
            for (String path : PATHS) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    long first = from + interval * turn++ / turns; // nobody asks in step
                    running.add(
                            asking.submit(() -> {
                                try (Client client = new Client(port, path)) {
                                    client.ask(first, until, interval, latencies(path));
                                }
                                return null;
                            }));
                }
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private Latencies latencies(String path) {
        Latencies latencies = clients.get(path);
        if (latencies == null) {
            throw new IllegalArgumentException("nobody asks for " + path);
        }
        return latencies;
    }

    private void print(SickService service, int rate, int seconds) {
        System.out.printf(
                "%d requests/s each for %d s; %d of %d checks hang%n",
                rate, seconds, service.hanging(), service.health.standings().size());
        System.out.printf(
                "%-10s %8s | %21s | %34s | %s%n",
                "path",
                "count",
                "handler p50/p99/max ms",
                "end to end p50/p99/p99.9/max ms",
                "p99 / constant's");
        double constant = latencies("/constant").millis(0.99);
        for (String path : PATHS) {
            Latencies end = latencies(path);
            Latencies handler = handlers.getOrDefault(path, end);
            System.out.printf(
                    "%-10s %8d | %6.3f %6.3f %7.3f | %7.3f %7.3f %8.3f %8.3f | %.2f%n",
                    path,
                    end.count(),
                    handler.millis(0.5),
                    handler.millis(0.99),
                    handler.millis(1),
                    end.millis(0.5),
                    end.millis(0.99),
                    end.millis(0.999),
                    end.millis(1),
                    end.millis(0.99) / constant);
        }
    }
}
