package dev.probity.samples.logging;

import com.sun.net.httpserver.HttpServer;

import dev.probity.health.Group;
import dev.probity.health.Health;
import dev.probity.health.Phase;
import dev.probity.health.Shutdown;
import dev.probity.health.http.Details;
import dev.probity.health.http.Endpoints;
import dev.probity.health.http.EndpointsBuilder;
import dev.probity.health.jdk.HealthHandler;
import dev.probity.health.jdk.HealthServer;
import dev.probity.health.prometheus.HealthCollector;
import dev.probity.health.prometheus.MetricsPage;
import dev.probity.samples.logging.http.Requests;
import dev.probity.samples.logging.predictions.PredictionReader;
import dev.probity.samples.logging.store.Database;
import dev.probity.samples.logging.store.DatabaseUrl;
import dev.probity.samples.logging.store.Queries;
import dev.probity.samples.logging.store.Receipt;
import dev.probity.samples.logging.store.Retention;
import dev.probity.samples.logging.store.SqliteDatabase;
import dev.probity.samples.logging.store.Timestamps;
import dev.probity.samples.logging.store.Writer;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Puts the parts together, and takes them apart again.
final class LoggingService {
    /// As answers, log lines and labels name it.
    static final String NAME = "cloud-logging-api";

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int FINISHING_SECONDS = 10;
    private static final int BACKLOG = 1_024;

    /// A long body is a write of its own, which otherwise waits 40 ms until the head is
    /// acknowledged. The JDK's server reads it once, before the first one is made.
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final Configuration configuration;
    private final LoggingServiceState state = new LoggingServiceState();
    private final Database database;
    private final Writer writer;
    private final Retention retention;
    private final Health health;
    private final ServiceMetrics metrics;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Optional<HealthServer> management;

    /// @throws IOException when it cannot listen
    /// @throws IllegalArgumentException when what is configured cannot be
    LoggingService(Configuration configuration) throws IOException {
        this.configuration = configuration;
        database = open(configuration);
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        server = HttpServer.create(address(configuration.address().port()), BACKLOG);
        ServiceHealth checks = new ServiceHealth(configuration, state);
        writer = new Writer(database, configuration.queueRows(), new News(), checks.progress());
        retention =
                new Retention(
                        database, configuration.retention(), Clock.systemUTC(), state::deleted);
        health = checks.start(database, writer);
        PrometheusRegistry registry = new PrometheusRegistry();
        metrics = new ServiceMetrics(registry, state, writer::depth);
        Endpoints endpoints = endpoints(registry);
        registry.register(new HealthCollector(endpoints));
        server.createContext("/", new HealthHandler(endpoints, requests()));
        server.setExecutor(threads);
        management =
                configuration.managementPort().isPresent()
                        ? Optional.of(
                                HealthServer.start(
                                        address(configuration.managementPort().get()), endpoints))
                        : Optional.empty();
    }

    private InetSocketAddress address(int port) {
        return new InetSocketAddress(configuration.address().host(), port);
    }

    private static Database open(Configuration configuration) {
        Configuration.Login login = configuration.database();
        Database database;
        try {
            database = DatabaseUrl.open(login.url(), login.user(), login.password());
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException("DATABASE_URL: " + problem.getMessage(), problem);
        }
        if (configuration.retention().bytes().isPresent()
                && !(database instanceof SqliteDatabase)) {
            throw new IllegalArgumentException(
                    "RETENTION_MAX_MB is for SQLite, whose file tells its size; use"
                            + " RETENTION_MAX_ROWS");
        }
        return database;
    }

    private Endpoints endpoints(PrometheusRegistry registry) {
        EndpointsBuilder builder =
                Endpoints.builder(health)
                        .page("/metrics", new MetricsPage(registry))
                        .fact(Group.READINESS, "db_initialized", state.dbInitialized()::isOn)
                        .fact(Group.READINESS, "predictions_logged", state::predictionCount)
                        .fact(Group.READINESS, "defects_detected", state::defectCount)
                        .fact(Group.READINESS, "errors", state::errorCount)
                        .fact(
                                Group.READINESS,
                                "last_prediction",
                                () -> state.lastPredictionTime().map(Timestamps::of).orElse(null));
        configuration
                .access()
                .healthToken()
                .ifPresent(token -> builder.details(new Details.ForBearer(token)));
        return builder.build();
    }

    private Requests requests() {
        return new Requests(
                new PredictionReader(configuration.defects()),
                writer,
                new Queries(database),
                this::about,
                new Requests.Options(
                        configuration.access().apiKey(),
                        configuration.access().devicePerSecond(),
                        state::isDiskFull),
                state);
    }

    private Requests.About about() {
        return new Requests.About(
                NAME,
                configuration.address().instance(),
                Timestamps.of(health.startedAt()),
                database.shown());
    }

    /// Answers from here on; is ready when the database is.
    void start() {
        server.start();
        writer.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    Health health() {
        return health;
    }

    LoggingServiceState state() {
        return state;
    }

    /// Lets everybody notice, finishes what has come in, writes what waits.
    Shutdown shutdown() {
        return Shutdown.of(health)
                .drain(configuration.times().drain())
                .grace(GRACE)
                .then("http", this::stopListening)
                .then("writer", writer::close)
                .then("retention", retention::close)
                .then("database", database::close)
                .then("management", () -> management.ifPresent(HealthServer::close));
    }

    private void stopListening() {
        server.stop(FINISHING_SECONDS);
        threads.shutdown();
    }

    /// What the writer tells.
    private final class News implements Writer.Listener {
        @Override
        public void migrated(int done, int total) {
            health.startup().phase(new Phase("migrating", done, total));
        }

        @Override
        public void opened() {
            state.dbInitialized().on();
            health.startup().complete();
            retention.start();
        }

        @Override
        public void notOpened(String reason) {
            health.startup().failed(reason);
        }

        @Override
        public void committed(List<Receipt> receipts, Duration took) {
            state.committed(receipts, Instant.now());
            metrics.committed(took);
        }
    }
}
