package dev.probity.tests.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// One API server for all tests of a JVM: it takes seconds to start. Tests keep apart by
/// namespaces.
public final class SharedApiServer {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private SharedApiServer() {}

    private static final class Holder {
        private static final Optional<ApiServer> SERVER = start();

        private static Optional<ApiServer> start() {
            if (!ApiServer.isPossible()) {
                return Optional.empty();
            }
            try {
                Path folder = Files.createTempDirectory("probity-api-server");
                ApiServer server = ApiServer.start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
                return Optional.of(server);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static void end(ApiServer server, Path folder) {
            server.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                // The system's own cleaning of temporary folders takes it.
            }
        }
    }

    /// Nothing where no API server has been built.
    public static Optional<ApiServer> find() {
        return Holder.SERVER;
    }

    /// A namespace that no other test has.
    public static String namespace(ApiServer server) throws IOException, InterruptedException {
        String name = "test-" + NAMESPACES.incrementAndGet();
        server.createNamespace(name);
        return name;
    }
}
