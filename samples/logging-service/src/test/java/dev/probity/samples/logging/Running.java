package dev.probity.samples.logging;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A service inside of the test, on a free port, and a client of it.
final class Running implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60); // the machine may be busy

    final LoggingService service;
    final Client client;

    private Running(Map<String, String> environment) throws IOException {
        service = new LoggingService(Configuration.of(environment));
        service.start();
        client = new Client(service.port());
    }

    /// @param more variables: name, value, name, value...
    static Running on(String url, String... more) throws IOException {
        Map<String, String> environment =
                new HashMap<>(Map.of("PORT", "0", "DRAIN_SECONDS", "0", "DATABASE_URL", url));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return new Running(environment);
    }

    static Running on(Path folder, String... more) throws IOException {
        return on("jdbc:sqlite:" + folder.resolve("predictions.db"), more);
    }

    Running awaitReady() {
        await("ready").atMost(LIMIT).until(() -> client.get("/ready").statusCode() == 200);
        return this;
    }

    Running awaitReason(String reason) {
        await(reason)
                .atMost(LIMIT)
                .until(() ->
                        client.get("/ready").statusCode() == 503
                                && client.json("/ready").path("reason").asText().equals(reason));
        return this;
    }

    @Override
    public void close() {
        client.close();
        boolean inTime = service.shutdown().run();
        if (!inTime) {
            throw new AssertionError("the service has not stopped in time");
        }
    }
}
